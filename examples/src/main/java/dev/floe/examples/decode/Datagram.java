package dev.floe.examples.decode;

import java.nio.ByteBuffer;

/**
 * A UDP datagram found in a packet.
 *
 * @param from address and port
 * @param to address and port
 * @param payload what was captured of it
 * @param whole whether that is all of it
 */
record Datagram(String from, String to, ByteBuffer payload, boolean whole) {
    private static final int COOKIE = 0x2112A442;
    private static final int COOKIE_AT = 4;

    /** Returns whether it begins as STUN does (RFC 8489 section 6.3). */
    boolean isStun() {
        return payload.limit() >= COOKIE_AT + 4 && (payload.get(0) & 0xC0) == 0 && payload.getInt(COOKIE_AT) == COOKIE;
    }
}
