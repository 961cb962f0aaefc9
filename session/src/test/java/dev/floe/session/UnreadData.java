package dev.floe.session;

import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import java.nio.ByteBuffer;

/** A data slot that neither reads nor sends. */
final class UnreadData implements DataSlot {
    @Override
    public void onSecured(long now, DtlsRole role) {}

    @Override
    public void onPlaintext(long now, ByteBuffer plaintext) {}
}
