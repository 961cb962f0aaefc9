package dev.floe.session.record;

import dev.floe.stun.StunReport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** A STUN message that came or went. */
public final class StunEntry implements Entry {
    private final long at;
    private final long number;
    private final boolean incoming;
    private final InetSocketAddress remote;
    private final byte[] bytes;
    private final int length;
    private String outcome = "";

    StunEntry(long at, long number, boolean incoming, InetSocketAddress remote, ByteBuffer lent, int most) {
        this.at = at;
        this.number = number;
        this.incoming = incoming;
        this.remote = remote;
        this.length = lent.remaining();
        this.bytes = new byte[Math.min(length, most)];
        lent.get(lent.position(), bytes);
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public long number() {
        return number;
    }

    /** Says what became of it. */
    public void becomes(String words) {
        outcome = words;
    }

    boolean isIncoming() {
        return incoming;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Returns the bytes, or as many of them as are kept. Not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns how many bytes it had. */
    int length() {
        return length;
    }

    /** Returns the message in one line, and what became of it. */
    String words() {
        String summary = length > bytes.length
                ? "a message of " + length + " bytes, too long for STUN"
                : StunReport.of(ByteBuffer.wrap(bytes), List.of()).summary();
        return outcome.isEmpty() ? summary : summary + "; " + outcome;
    }
}
