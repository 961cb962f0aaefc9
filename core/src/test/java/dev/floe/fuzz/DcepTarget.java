package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.dcep.DataChannelAck;
import dev.floe.dcep.DataChannelOpen;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** DCEP: the input is one message. */
public final class DcepTarget {
    private static final int FIXED = 12;
    private static final int LONGEST = 0xFFFF;

    private DcepTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ByteBuffer message =
                ByteBuffer.allocate(input.length + 3).put(3, input).position(3).asReadOnlyBuffer();
        assertEquals(input.length > 0 && input[0] == DataChannelAck.TYPE, DataChannelAck.is(message));
        Optional<DataChannelOpen> open = DataChannelOpen.decode(message);
        assertEquals(input.length, message.remaining(), "the buffer is only lent");
        assertEquals(isWhole(input), open.isPresent());
        open.ifPresent(read -> checkRead(read, input));
    }

    /** By the letter of RFC 8832 section 5.1; what follows the protocol is passed over. */
    private static boolean isWhole(byte[] input) {
        if (input.length < FIXED || input[0] != DataChannelOpen.TYPE || (input[1] & 0x7F) > 2) {
            return false;
        }
        ByteBuffer view = ByteBuffer.wrap(input);
        int label = view.getShort(8) & LONGEST;
        int protocol = view.getShort(10) & LONGEST;
        return input.length - FIXED >= label + protocol
                && isUtf8(input, FIXED, label)
                && isUtf8(input, FIXED + label, protocol);
    }

    /** Only what is UTF-8 becomes the same bytes again. */
    private static boolean isUtf8(byte[] input, int from, int length) {
        byte[] bytes = Arrays.copyOfRange(input, from, from + length);
        return Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }

    private static void checkRead(DataChannelOpen read, byte[] input) {
        assertTrue(read.limit() >= 0 && read.limit() <= 0xFFFF_FFFFL);
        assertTrue(read.priority() >= 0 && read.priority() <= LONGEST);
        byte[] encoded = read.encode();
        assertEquals(Optional.of(read), DataChannelOpen.decode(ByteBuffer.wrap(encoded)));
        assertArrayEquals(Arrays.copyOf(input, encoded.length), encoded, "decoded and encoded");
    }
}
