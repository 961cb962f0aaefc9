package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final int GCM = 24;

    @Test
    void splitsADatagramIntoItsRecords() {
        byte[] first = message(22, 0, 1, 40, 0, 40);
        byte[] second = record(20, 0, new byte[] {1});
        byte[] third = record(22, 1, new byte[48]);
        List<byte[]> records = Records.duringHandshake(join(first, second, third));
        assertEquals(3, records.size());
        assertArrayEquals(first, records.get(0));
        assertArrayEquals(second, records.get(1));
        assertArrayEquals(third, records.get(2));
    }

    @Test
    void dropsWhatFollowsARecordThatClaimsMoreThanThereIs() {
        byte[] cut =
                ByteBuffer.allocate(20).put(record(20, 0, new byte[300]), 0, 20).array();
        assertEquals(
                1,
                Records.duringHandshake(join(record(20, 0, new byte[] {1}), cut))
                        .size());
    }

    @Test
    void dropsAHandshakeMessageThatWouldCostMegabytes() {
        assertEquals(
                1, Records.duringHandshake(message(22, 0, 11, 16_384, 0, 10)).size());
        assertEquals(
                0, Records.duringHandshake(message(22, 0, 11, 16_385, 0, 10)).size());
        assertEquals(
                0, Records.duringHandshake(message(22, 0, 11, 0xFFFFFF, 0, 10)).size());
        byte[] hidden =
                record(22, 0, join(tail(message(22, 0, 11, 10, 0, 10)), tail(message(22, 0, 11, 0xFFFFFF, 0, 10))));
        assertEquals(0, Records.duringHandshake(hidden).size());
    }

    @Test
    void dropsShortPartsFromTheMiddleOfAMessage() {
        assertEquals(
                1, Records.duringHandshake(message(22, 0, 11, 1000, 100, 128)).size());
        assertEquals(
                0, Records.duringHandshake(message(22, 0, 11, 1000, 100, 127)).size());
        assertEquals(
                0, Records.afterHandshake(message(22, 0, 11, 1000, 1, 1), GCM).size());
        assertEquals(1, Records.duringHandshake(message(22, 0, 11, 1000, 0, 1)).size(), "it fills a datagram up");
        assertEquals(
                1, Records.duringHandshake(message(22, 0, 11, 1000, 999, 1)).size(), "it is what was left");
    }

    @Test
    void dropsARecordOfMoreMessagesThanAFlightHas() {
        byte[] one = tail(message(22, 0, 14, 0, 0, 0));
        byte[] eight = join(one, one, one, one, one, one, one, one);
        assertEquals(1, Records.duringHandshake(record(22, 0, eight)).size());
        assertEquals(0, Records.duringHandshake(record(22, 0, join(eight, one))).size());
    }

    @Test
    void dropsACiphertextThatIsShorterThanItsOverhead() {
        assertEquals(
                1, Records.afterHandshake(record(23, 1, new byte[GCM]), GCM).size());
        assertEquals(
                0, Records.afterHandshake(record(23, 1, new byte[GCM - 1]), GCM).size());
    }

    @Test
    void afterAHandshakeLetsUnprotectedHandshakeRecordsThroughAlone() {
        assertEquals(
                1, Records.afterHandshake(message(22, 0, 11, 10, 0, 10), GCM).size());
        assertEquals(
                0,
                Records.afterHandshake(record(21, 0, new byte[] {2, 40}), GCM).size());
        assertEquals(
                0, Records.afterHandshake(record(20, 0, new byte[] {1}), GCM).size());
        assertEquals(0, Records.afterHandshake(record(23, 0, new byte[40]), GCM).size());
    }

    @Test
    void knowsNoOtherEpochTypeOrVersion() {
        assertEquals(0, Records.duringHandshake(record(23, 2, new byte[40])).size());
        assertEquals(0, Records.duringHandshake(record(24, 1, new byte[40])).size());
        assertEquals(0, Records.duringHandshake(record(25, 1, new byte[40])).size());
        byte[] tls = record(22, 1, new byte[48]);
        tls[1] = 3;
        assertEquals(0, Records.duringHandshake(tls).size());
    }

    @Test
    void letsNoVersionThroughButThoseTheFieldHas() {
        for (int version = 0; version <= 0xFFFF; version++) {
            byte[] bytes = record(23, 1, new byte[40]);
            ByteBuffer.wrap(bytes).putShort(1, (short) version);
            int admitted = version == 0xFEFD || version == 0xFEFF ? 1 : 0;
            assertEquals(
                    admitted,
                    Records.afterHandshake(bytes, GCM).size(),
                    () -> HexFormat.of().formatHex(bytes));
            assertEquals(
                    admitted,
                    Records.duringHandshake(bytes).size(),
                    () -> HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void readsTheRandomFromAClientHellosFirstPartOnly() {
        byte[] first = message(22, 0, 1, 1400, 0, 1000);
        assertTrue(Records.isClientHello(first));
        assertEquals(32, Records.clientRandom(first).length);
        byte[] second = message(22, 0, 1, 1400, 1000, 400);
        assertTrue(Records.isClientHello(second));
        assertEquals(0, Records.clientRandom(second).length);
        assertFalse(Records.isClientHello(message(22, 0, 2, 100, 0, 100)));
        assertFalse(Records.isClientHello(new byte[] {22, 1}));
    }

    @Test
    void neverThrowsWhateverComes() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 13 && random.nextBoolean()) {
                ByteBuffer.wrap(bytes)
                        .put((byte) 22)
                        .putShort((short) 0xFEFD)
                        .putLong(0)
                        .putShort((short) (bytes.length - 13));
            }
            assertTrue(Records.duringHandshake(bytes).size() <= 4);
            assertTrue(Records.afterHandshake(bytes, GCM).size() <= 4);
            assertTrue(Records.clientRandom(bytes).length % 32 == 0);
        }
    }

    private static byte[] message(int type, int epoch, int messageType, int length, int offset, int fragment) {
        ByteBuffer message = ByteBuffer.allocate(12 + fragment);
        message.putInt(messageType << 24 | length).putShort((short) 0);
        message.put((byte) (offset >> 16)).putShort((short) offset);
        message.put((byte) (fragment >> 16)).putShort((short) fragment);
        return record(type, epoch, message.array());
    }

    private static byte[] record(int type, int epoch, byte[] content) {
        return ByteBuffer.allocate(13 + content.length)
                .put((byte) type)
                .putShort((short) 0xFEFD)
                .putShort((short) epoch)
                .putShort((short) 0)
                .putInt(1)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static byte[] tail(byte[] record) {
        return Arrays.copyOfRange(record, 13, record.length);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
