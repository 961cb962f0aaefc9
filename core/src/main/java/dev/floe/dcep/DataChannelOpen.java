package dev.floe.dcep;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * DATA_CHANNEL_OPEN (RFC 8832 section 5.1).
 *
 * @param ordered whether messages keep their order
 * @param reliability what limits how long a message is tried
 * @param limit retransmissions or milliseconds, as {@code reliability} says; 0 to 2^32 - 1
 * @param priority 0 to 65535
 * @param label at most 65,535 bytes of UTF-8
 * @param protocol at most 65,535 bytes of UTF-8
 */
public record DataChannelOpen(
        boolean ordered, Reliability reliability, long limit, int priority, String label, String protocol) {

    /** What limits how long a message is tried (RFC 8832 section 5.1, "Channel Type"). */
    public enum Reliability {
        /** Nothing does. */
        RELIABLE,
        /** The number of retransmissions. */
        MAX_RETRANSMITS,
        /** The time in milliseconds. */
        MAX_LIFETIME
    }

    /** The first byte of the message. */
    public static final int TYPE = 3;

    private static final int FIXED = 12;
    private static final int UNORDERED = 0x80;
    private static final int MOST_16 = 0xFFFF;
    private static final long MOST_32 = 0xFFFFFFFFL;

    /**
     * Checks the limits.
     *
     * @param ordered whether messages keep their order
     * @param reliability what {@code limit} limits
     * @param limit 0 to 2^32 - 1
     * @param priority 0 to 65535
     * @param label at most 65,535 bytes of UTF-8
     * @param protocol at most 65,535 bytes of UTF-8
     * @throws IllegalArgumentException if one is out of its range
     */
    public DataChannelOpen {
        require("limit", limit, MOST_32);
        require("priority", priority, MOST_16);
        require("label: bytes of UTF-8", label.getBytes(StandardCharsets.UTF_8).length, MOST_16);
        require("protocol: bytes of UTF-8", protocol.getBytes(StandardCharsets.UTF_8).length, MOST_16);
    }

    private static void require(String name, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + ": from 0 to " + most + ", not " + value);
        }
    }

    /** {@return the message's bytes} */
    public byte[] encode() {
        byte[] labelBytes = label.getBytes(StandardCharsets.UTF_8);
        byte[] protocolBytes = protocol.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + labelBytes.length + protocolBytes.length)
                .put((byte) TYPE)
                .put((byte) (reliability.ordinal() | (ordered ? 0 : UNORDERED)))
                .putShort((short) priority)
                .putInt((int) limit)
                .putShort((short) labelBytes.length)
                .putShort((short) protocolBytes.length)
                .put(labelBytes)
                .put(protocolBytes)
                .array();
    }

    /**
     * Reads a message.
     *
     * @param message all of it, from its position to its limit; neither is touched
     * @return empty if it is malformed, of an unknown channel type, or names something in other bytes than UTF-8
     */
    public static Optional<DataChannelOpen> decode(ByteBuffer message) {
        ByteBuffer in = message.slice();
        if (in.remaining() < FIXED || in.get() != TYPE) {
            return Optional.empty();
        }
        int type = in.get() & 0xFF;
        int priority = in.getShort() & 0xFFFF;
        long limit = in.getInt() & 0xFFFFFFFFL;
        int labelLength = in.getShort() & 0xFFFF;
        int protocolLength = in.getShort() & 0xFFFF;
        int reliability = type & ~UNORDERED;
        if (reliability >= Reliability.values().length || in.remaining() < labelLength + protocolLength) {
            return Optional.empty();
        }
        boolean ordered = (type & UNORDERED) == 0;
        Reliability known = Reliability.values()[reliability];
        try {
            String label = text(in, labelLength);
            return Optional.of(new DataChannelOpen(ordered, known, limit, priority, label, text(in, protocolLength)));
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Replaced characters would be longer than the bytes that came, so none are. */
    private static String text(ByteBuffer in, int length) throws CharacterCodingException {
        ByteBuffer bytes = in.slice().limit(length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
}
