package dev.floe.engine;

import java.nio.ByteBuffer;

/** What a datagram is, by its first byte (RFC 9443 section 3). */
public enum PacketKind {
    /** 0 to 3. */
    STUN,
    /** 16 to 19. */
    ZRTP,
    /** 20 to 63. */
    DTLS,
    /** 64 to 127 and 192 to 255; a lite agent has no TURN server whose channels 64 to 79 could be. */
    QUIC,
    /** RTP and RTCP, 128 to 191. */
    MEDIA,
    /** 4 to 15: to be dropped. */
    UNKNOWN;

    /**
     * Tells the kind.
     *
     * @param datagram from position to limit; neither is moved
     * @return what it is by its first byte; {@code UNKNOWN} if it is empty
     */
    public static PacketKind of(ByteBuffer datagram) {
        return datagram.hasRemaining() ? of(datagram.get(datagram.position())) : UNKNOWN;
    }

    /**
     * Tells the kind.
     *
     * @param firstByte as read from the datagram; only its low 8 bits count
     * @return what the datagram is by its first byte
     */
    public static PacketKind of(int firstByte) {
        int value = firstByte & 0xFF;
        if (value < 4) {
            return STUN;
        }
        if (value < 64) {
            return value < 16 ? UNKNOWN : value < 20 ? ZRTP : DTLS;
        }
        return value >= 128 && value < 192 ? MEDIA : QUIC;
    }
}
