package dev.floe.sctp;

import java.nio.ByteBuffer;

/**
 * What the peer said of itself in INIT or INIT ACK (RFC 9260 section 3.3.2).
 *
 * @param tag its verification tag
 * @param window its receive window in bytes
 * @param outgoing how many streams it wishes to send on
 * @param incoming how many streams it takes
 * @param tsn its first TSN
 * @param forwardTsn whether it knows FORWARD TSN (RFC 3758)
 * @param reconfig whether it knows RE-CONFIG (RFC 6525)
 * @param zeroChecksum whether it takes packets without a checksum inside DTLS (RFC 9653)
 */
record PeerTerms(
        int tag,
        long window,
        int outgoing,
        int incoming,
        int tsn,
        boolean forwardTsn,
        boolean reconfig,
        boolean zeroChecksum) {
    /** Bytes of {@link #put}. */
    static final int SIZE = 20;

    private static final int LEAST_WINDOW = 1500;

    /** Returns whether its mandatory fields may be so (RFC 9260 section 3.3.2). */
    boolean isSound() {
        return tag != 0 && outgoing != 0 && incoming != 0 && window >= LEAST_WINDOW;
    }

    void put(ByteBuffer to) {
        int flags = (forwardTsn ? 1 : 0) | (reconfig ? 2 : 0) | (zeroChecksum ? 4 : 0);
        to.putInt(tag).putInt((int) window).putShort((short) outgoing).putShort((short) incoming);
        to.putInt(tsn).putInt(flags);
    }

    static PeerTerms get(ByteBuffer from) {
        int tag = from.getInt();
        long window = from.getInt() & 0xFFFFFFFFL;
        int outgoing = from.getShort() & 0xFFFF;
        int incoming = from.getShort() & 0xFFFF;
        int tsn = from.getInt();
        int flags = from.getInt();
        return new PeerTerms(
                tag, window, outgoing, incoming, tsn, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
    }
}
