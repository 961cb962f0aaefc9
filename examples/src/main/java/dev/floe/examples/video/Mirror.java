package dev.floe.examples.video;

import java.nio.ByteBuffer;

/**
 * Turns decrypted packets around: each SSRC becomes its complement, the peer's those of the echo and the other way
 * round. Lengths and counts are those of a stranger, and checked.
 */
final class Mirror {
    private static final int RTP_HEADER = 12;
    private static final int RTP_SSRC_AT = 8;
    private static final int RTCP_HEADER = 4;

    private Mirror() {}

    /** Returns the SSRC that stands for another one, and the other way round. 0 stays, for it means none, and so does its complement. */
    static int of(int ssrc) {
        return ssrc == 0 || ssrc == ~0 ? ssrc : ~ssrc;
    }

    /** Turns the SSRC that stands there. */
    static void turn(ByteBuffer packet, int at) {
        packet.putInt(at, of(packet.getInt(at)));
    }

    /** Turns an RTP packet around (RFC 3550 section 5.1); returns false if it is none. */
    static boolean turnMedia(Packet packet) {
        ByteBuffer rtp = packet.content();
        if (rtp.limit() < RTP_HEADER || !isVersion2(rtp, 0)) {
            return false;
        }
        turn(rtp, RTP_SSRC_AT);
        return true;
    }

    /**
     * Turns an RTCP packet around (RFC 3550 section 6.1), and takes out of it the parts that are not known. Returns
     * false if it is none, or nothing is left.
     */
    static boolean turnControl(Packet packet) {
        ByteBuffer rtcp = packet.content();
        int kept = 0;
        int at = 0;
        while (at < rtcp.limit()) {
            int size = size(rtcp, at);
            if (size > rtcp.limit() - at) {
                return false;
            }
            if (ControlPart.turn(rtcp.slice(at, size))) {
                rtcp.put(kept, rtcp, at, size);
                kept += size;
            }
            at += size;
        }
        packet.setLength(kept);
        return kept > 0;
    }

    /** Returns the size of the part that begins there; more than there is if it is broken. */
    private static int size(ByteBuffer rtcp, int at) {
        boolean readable = rtcp.limit() - at >= RTCP_HEADER && isVersion2(rtcp, at);
        return readable ? RTCP_HEADER + Integer.BYTES * (rtcp.getShort(at + 2) & 0xFFFF) : Integer.MAX_VALUE;
    }

    private static boolean isVersion2(ByteBuffer packet, int at) {
        return (packet.get(at) & 0xC0) == 0x80;
    }
}
