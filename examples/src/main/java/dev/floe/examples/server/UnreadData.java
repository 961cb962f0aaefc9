package dev.floe.examples.server;

import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import java.nio.ByteBuffer;

/**
 * Takes the m-line for data channels, so that a page without camera and microphone can connect, and reads nothing of
 * what comes.
 */
final class UnreadData implements DataSlot {
    @Override
    public void onSecured(long now, DtlsRole role) {}

    @Override
    public void onPlaintext(long now, ByteBuffer plaintext) {}
}
