package dev.floe.stun;

/** The class of a STUN message (RFC 8489 section 5). */
public enum StunClass {
    /** Wants a response. */
    REQUEST(0x0000),
    /** Wants none. */
    INDICATION(0x0010),
    /** A response that says yes. */
    SUCCESS(0x0100),
    /** A response that says why not. */
    ERROR(0x0110);

    private static final int MASK = 0x0110;

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    static StunClass of(int messageType) {
        return switch (messageType & MASK) {
            case 0x0000 -> REQUEST;
            case 0x0010 -> INDICATION;
            case 0x0100 -> SUCCESS;
            default -> ERROR;
        };
    }

    /** Returns the 14 bits of message type for this class and a method of 12 bits. */
    int messageType(int method) {
        return bits | (method & 0x000F) | ((method & 0x0070) << 1) | ((method & 0x0F80) << 2);
    }

    /** Returns the 12 bits of method in a message type. */
    static int method(int messageType) {
        return (messageType & 0x000F) | ((messageType >> 1) & 0x0070) | ((messageType >> 2) & 0x0F80);
    }
}
