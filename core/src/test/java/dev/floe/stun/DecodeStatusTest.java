package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecodeStatusTest {
    /** One row: what the datagram is, what decoding finds, and where. */
    record Row(String name, ByteBuffer datagram, DecodeStatus expected, int faultOffset) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.concat(headers(), attributes());
    }

    private static Stream<Row> headers() {
        ByteBuffer header = Raw.binding().build();
        return Stream.of(
                new Row("a header alone", header, DecodeStatus.OK, 0),
                new Row("nothing", ByteBuffer.allocate(0), DecodeStatus.TOO_SHORT, 0),
                new Row("19 bytes", header.slice(0, 19), DecodeStatus.TOO_SHORT, 0),
                new Row("2048 bytes", sized(2048), DecodeStatus.OK, 0),
                new Row("2052 bytes", sized(2052), DecodeStatus.TOO_LONG, 0),
                new Row("first bit set", Raw.binding().type(0x8001).build(), DecodeStatus.NOT_STUN, 0),
                new Row("second bit set", Raw.binding().type(0x4001).build(), DecodeStatus.NOT_STUN, 0),
                new Row("RFC 3489, without cookie", Raw.binding().cookie(0).build(), DecodeStatus.BAD_COOKIE, 4),
                new Row("length 1 more", Raw.binding().lengthError(1).build(), DecodeStatus.UNALIGNED_LENGTH, 2),
                new Row("length 2 more", Raw.binding().lengthError(2).build(), DecodeStatus.UNALIGNED_LENGTH, 2),
                new Row("length 4 more", Raw.binding().lengthError(4).build(), DecodeStatus.WRONG_LENGTH, 2),
                new Row("length 65532", Raw.binding().lengthError(65532).build(), DecodeStatus.WRONG_LENGTH, 2),
                new Row("4 bytes appended", appended(4), DecodeStatus.WRONG_LENGTH, 2),
                new Row("1 byte appended", appended(1), DecodeStatus.WRONG_LENGTH, 2));
    }

    private static Stream<Row> attributes() {
        DecodeStatus overrun = DecodeStatus.ATTRIBUTE_OVERRUN;
        DecodeStatus badLength = DecodeStatus.BAD_ATTRIBUTE_LENGTH;
        return Stream.of(
                row("an attribute of 1 byte too many", Raw.binding().header(0x8022, 1), overrun),
                row("an attribute of 65535 bytes", Raw.binding().header(0x8022, 65535), overrun),
                row("an attribute without a value", Raw.binding().header(0x8022, 0), DecodeStatus.OK),
                row("PRIORITY of 3 bytes", Raw.binding().attribute(Attribute.PRIORITY, 1, 2, 3), badLength),
                row("PRIORITY of 5 bytes", Raw.binding().attribute(Attribute.PRIORITY, 1, 2, 3, 4, 5), badLength),
                row("MESSAGE-INTEGRITY of 16", raw(Attribute.MESSAGE_INTEGRITY, 16), badLength),
                row("SHA-256 of 12", raw(Attribute.MESSAGE_INTEGRITY_SHA256, 12), badLength),
                row("SHA-256 of 16", raw(Attribute.MESSAGE_INTEGRITY_SHA256, 16), DecodeStatus.OK),
                row("SHA-256 of 36", raw(Attribute.MESSAGE_INTEGRITY_SHA256, 36), badLength),
                row("USERNAME of 763", raw(Attribute.USERNAME, 763), DecodeStatus.OK),
                row("USERNAME of 764", raw(Attribute.USERNAME, 764), badLength),
                row("ERROR-CODE of 3", raw(Attribute.ERROR_CODE, 3), badLength),
                row("USE-CANDIDATE with a value", raw(Attribute.USE_CANDIDATE, 4), badLength),
                row("ICE-CONTROLLING of 4", raw(Attribute.ICE_CONTROLLING, 4), badLength),
                row("FINGERPRINT of 8", raw(Attribute.FINGERPRINT, 8), badLength),
                row("XOR-MAPPED-ADDRESS of 4", raw(Attribute.XOR_MAPPED_ADDRESS, 4), badLength),
                row("an unknown one of any length", Raw.binding().attribute(0xC060, 0, 1, 2, 3), DecodeStatus.OK));
    }

    private static Row row(String name, Raw message, DecodeStatus expected) {
        return new Row(name, message.build(), expected, expected == DecodeStatus.OK ? 0 : StunMessage.HEADER_LENGTH);
    }

    private static Raw raw(Attribute attribute, int length) {
        return Raw.binding().attribute(attribute, new int[length]);
    }

    private static ByteBuffer sized(int length) {
        return Raw.binding().attribute(0xC060, 0, new int[length - 24]).build();
    }

    private static ByteBuffer appended(int count) {
        return ByteBuffer.allocate(20 + count)
                .put(Raw.binding().build())
                .position(20 + count)
                .flip();
    }

    @Tag("S1")
    @Tag("S13")
    @ParameterizedTest
    @MethodSource("rows")
    void findsWhatIsWrongAndWhere(Row row) {
        StunMessage message = new StunMessage();

        assertEquals(row.expected(), message.decode(row.datagram()));
        assertEquals(row.faultOffset(), message.faultOffset());
    }

    @Test
    void everyStatusIsProducedByARow() {
        Set<DecodeStatus> produced =
                rows().map(Row::expected).collect(Collectors.toCollection(() -> EnumSet.noneOf(DecodeStatus.class)));

        assertEquals(EnumSet.allOf(DecodeStatus.class), produced);
    }

    @Test
    void everyStatusSaysItInItsOwnWords() {
        Set<String> words =
                Stream.of(DecodeStatus.values()).map(DecodeStatus::words).collect(Collectors.toSet());

        assertEquals(DecodeStatus.values().length, words.size());
        assertFalse(words.contains(""));
    }

    @Test
    void readsFromPositionToLimitAndMovesNeither() {
        ByteBuffer within = ByteBuffer.allocate(60).position(7);
        within.put(Raw.binding().attribute(Attribute.PRIORITY, 0, 0, 0, 9).build());
        within.limit(within.position()).position(7);
        StunMessage message = new StunMessage();

        assertEquals(DecodeStatus.OK, message.decode(within.asReadOnlyBuffer()));
        assertEquals(9, message.intValue(Attribute.PRIORITY));
        assertEquals(7, within.position());
        assertEquals(35, within.limit());
    }
}
