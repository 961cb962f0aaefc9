package dev.floe.dcep;

import java.nio.ByteBuffer;

/** DATA_CHANNEL_ACK (RFC 8832 section 5.2). */
public final class DataChannelAck {
    /** The first byte of the message, and the only one. */
    public static final int TYPE = 2;

    private DataChannelAck() {}

    /** {@return the message's bytes} */
    public static byte[] encode() {
        return new byte[] {TYPE};
    }

    /**
     * {@return whether this is the message}
     *
     * @param message from its position to its limit; neither is touched
     */
    public static boolean is(ByteBuffer message) {
        return message.hasRemaining() && message.get(message.position()) == TYPE;
    }
}
