package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeRulesTest {
    private static final int[] INTEGRITY = new int[20];
    private static final IntegrityKey KEY = IntegrityKey.of("a password of some length");

    private final StunCrypto crypto = new StunCrypto();
    private final StunBuilder builder = new StunBuilder(crypto);
    private final StunMessage message = new StunMessage();

    @Tag("S19")
    @Test
    void theFirstOfTwoEqualAttributesCounts() {
        decode(Raw.binding()
                .attribute(Attribute.PRIORITY, 0, 0, 0, 1)
                .attribute(Attribute.PRIORITY, 0, 0, 0, 2)
                .attribute(Attribute.USERNAME, 'a')
                .attribute(Attribute.USERNAME, 'b'));

        assertEquals(1, message.intValue(Attribute.PRIORITY));
        assertEquals(Optional.of("a"), message.text(Attribute.USERNAME));
    }

    @Tag("S19")
    @Test
    void aSecondIntegrityDoesNotReplaceTheFirst() {
        ByteBuffer twice = begin().flag(Attribute.USE_CANDIDATE)
                .integrity(KEY)
                .attribute(Attribute.MESSAGE_INTEGRITY, new byte[20])
                .finish();
        assertEquals(DecodeStatus.OK, message.decode(twice));

        assertTrue(message.hasValidIntegrity(crypto, KEY));
    }

    @Tag("S15")
    @ParameterizedTest
    @CsvSource({"0", "1", "32", "255"})
    void paddingMayHoldAnything(int filler) {
        decode(Raw.binding()
                .attribute(Attribute.USERNAME.type(), filler, 'a', ':', 'b', 'c', 'd')
                .attribute(Attribute.PRIORITY, 0, 0, 0, 1));

        assertEquals(Optional.of("a:bcd"), message.text(Attribute.USERNAME));
        assertEquals(1, message.intValue(Attribute.PRIORITY));
    }

    @Tag("S10")
    @Test
    void whatFollowsIntegrityIsIgnoredButSha256AndFingerprint() {
        decode(Raw.binding()
                .attribute(Attribute.MESSAGE_INTEGRITY, INTEGRITY)
                .attribute(Attribute.USE_CANDIDATE)
                .attribute(Attribute.ICE_CONTROLLED, 1, 2, 3, 4, 5, 6, 7, 8)
                .attribute(0x7777, 0, 1)
                .attribute(Attribute.MESSAGE_INTEGRITY_SHA256, new int[32])
                .attribute(Attribute.USERNAME, 'a')
                .attribute(Attribute.FINGERPRINT, 1, 2, 3, 4));

        assertFalse(message.has(Attribute.USE_CANDIDATE));
        assertFalse(message.has(Attribute.ICE_CONTROLLED));
        assertFalse(message.has(Attribute.USERNAME));
        assertEquals(0, message.unknownRequiredCount());
        assertTrue(message.has(Attribute.MESSAGE_INTEGRITY_SHA256));
        assertTrue(message.has(Attribute.FINGERPRINT));
    }

    @Tag("S10")
    @Test
    void whatFollowsSha256IsIgnoredButFingerprint() {
        decode(Raw.binding()
                .attribute(Attribute.MESSAGE_INTEGRITY_SHA256, new int[32])
                .attribute(Attribute.MESSAGE_INTEGRITY, INTEGRITY)
                .attribute(Attribute.USE_CANDIDATE)
                .attribute(Attribute.FINGERPRINT, 1, 2, 3, 4));

        assertFalse(message.has(Attribute.MESSAGE_INTEGRITY));
        assertFalse(message.has(Attribute.USE_CANDIDATE));
        assertTrue(message.has(Attribute.FINGERPRINT));
    }

    @Tag("S10")
    @Test
    void anIgnoredAttributeMayHaveAnyLength() {
        decode(Raw.binding().attribute(Attribute.MESSAGE_INTEGRITY, INTEGRITY).attribute(Attribute.PRIORITY, 1, 2));

        assertFalse(message.has(Attribute.PRIORITY));
    }

    @Tag("S8")
    @Test
    void sha256IsTheOneThatIsCheckedWhereBothAreThere() {
        ByteBuffer onlySha1Right = begin().integrity(KEY)
                .attribute(Attribute.MESSAGE_INTEGRITY_SHA256, new byte[32])
                .finish();
        assertEquals(DecodeStatus.OK, message.decode(onlySha1Right));
        assertFalse(message.hasValidIntegrity(crypto, KEY));

        ByteBuffer onlySha256Right = begin().attribute(Attribute.MESSAGE_INTEGRITY, new byte[20])
                .integritySha256(KEY)
                .finish();
        assertEquals(DecodeStatus.OK, message.decode(onlySha256Right));
        assertTrue(message.hasValidIntegrity(crypto, KEY));
    }

    /** RFC 8489 section 14.6: only a usage that permits it may truncate, and ICE does not. */
    @Tag("S11")
    @ParameterizedTest
    @CsvSource({"16", "17", "18", "20", "24", "28", "31"})
    void truncatedSha256IsRefused(int length) {
        byte[] whole = Hex.copy(begin().integritySha256(KEY).finish());
        byte[] truncated = java.util.Arrays.copyOfRange(whole, 24, 24 + length);
        ByteBuffer shorter =
                begin().attribute(Attribute.MESSAGE_INTEGRITY_SHA256, truncated).finish();
        assertEquals(DecodeStatus.OK, message.decode(shorter));

        assertFalse(message.hasValidIntegrity(crypto, KEY));
    }

    @Tag("S12")
    @Test
    void fingerprintMustBeLast() {
        ByteBuffer followed =
                begin().fingerprint().flag(Attribute.USE_CANDIDATE).finish();
        assertEquals(DecodeStatus.OK, message.decode(followed));
        assertFalse(message.hasValidFingerprint(crypto));

        assertEquals(
                DecodeStatus.OK,
                message.decode(begin().fingerprint().fingerprint().finish()));
        assertFalse(message.hasValidFingerprint(crypto), "the first of two is not last");

        assertEquals(DecodeStatus.OK, message.decode(begin().finish()));
        assertFalse(message.hasValidFingerprint(crypto), "none at all");
    }

    @Tag("S4")
    @Test
    void unknownRequiredAttributesAreKeptInOrderUpToEight() {
        Raw raw = Raw.binding().attribute(0xC060, 0, 1).attribute(0x8F00, 0);
        for (int type = 0x7000; type < 0x700A; type++) {
            raw.attribute(type, 0, 1, 2);
        }
        decode(raw);

        assertEquals(8, message.unknownRequiredCount());
        assertEquals(0x7000, message.unknownRequired(0));
        assertEquals(0x7007, message.unknownRequired(7));
        assertThrows(IndexOutOfBoundsException.class, () -> message.unknownRequired(8));
    }

    @Tag("S4")
    @Test
    void listsThemInUnknownAttributes() {
        decode(Raw.binding().attribute(0x7001, 0).attribute(0x7002, 0).attribute(0x7003, 0));
        ByteBuffer reply = begin().error(StunError.UNKNOWN_ATTRIBUTE, false)
                .unknownAttributes(message)
                .finish();
        StunMessage read = new StunMessage();

        assertEquals(DecodeStatus.OK, read.decode(reply));
        assertEquals(420, read.errorCode());
        assertArrayEquals(
                Hex.bytes("7001 7002 7003"),
                read.value(Attribute.UNKNOWN_ATTRIBUTES).orElseThrow());
    }

    @Tag("S14")
    @ParameterizedTest
    @CsvSource({
        "00 00 04 01, 401",
        "00 00 04 57, 487",
        "ff ff fc 57, 487",
        "00 00 03 00, 300",
        "00 00 06 63, 699",
        "00 00 04 64, 0",
        "00 00 02 01, 0",
        "00 00 07 01, 0",
        "00 00 00 00, 0"
    })
    void readsErrorCodesAndIgnoresReservedBits(String value, int code) {
        byte[] bytes = Hex.bytes(value);
        assertEquals(
                DecodeStatus.OK,
                message.decode(begin().attribute(Attribute.ERROR_CODE, bytes).finish()));

        assertEquals(code, message.errorCode());
    }

    @Tag("S14")
    @Test
    void writesEveryErrorWithItsPhraseOrWithout() {
        for (StunError error : StunError.values()) {
            assertEquals(
                    DecodeStatus.OK, message.decode(begin().error(error, true).finish()));
            assertEquals(error.code(), message.errorCode());
            byte[] value = message.value(Attribute.ERROR_CODE).orElseThrow();
            assertEquals(
                    error.phrase(), new String(value, 4, value.length - 4, java.nio.charset.StandardCharsets.US_ASCII));

            assertEquals(
                    DecodeStatus.OK, message.decode(begin().error(error, false).finish()));
            assertEquals(error.code(), message.errorCode());
            assertEquals(4, message.value(Attribute.ERROR_CODE).orElseThrow().length);
        }
    }

    @Test
    void aMissingAttributeIsEmptyOrZero() {
        decode(Raw.binding());

        assertEquals(0, message.errorCode());
        assertEquals(0, message.intValue(Attribute.PRIORITY));
        assertEquals(0, message.longValue(Attribute.ICE_CONTROLLED));
        assertEquals(Optional.empty(), message.value(Attribute.USERNAME));
        assertEquals(Optional.empty(), message.address(Attribute.XOR_MAPPED_ADDRESS));
        assertFalse(message.valueMatches(Attribute.USERNAME, new byte[0], false));
        assertFalse(message.hasIntegrity());
        assertFalse(message.hasValidIntegrity(crypto, KEY));
    }

    @Tag("S15")
    @Test
    void readsPlainAddressesAndIgnoresTheirFirstByte() throws Exception {
        decode(Raw.binding()
                .attribute(Attribute.MAPPED_ADDRESS, 0xFF, 1, 0x12, 0x34, 192, 0, 2, 7)
                .attribute(
                        Attribute.ALTERNATE_SERVER,
                        0,
                        2,
                        0,
                        80,
                        0x20,
                        1,
                        0xd,
                        0xb8,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        1));

        assertEquals(
                Optional.of(new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 0x1234)),
                message.address(Attribute.MAPPED_ADDRESS));
        assertEquals(
                Optional.of(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 80)),
                message.address(Attribute.ALTERNATE_SERVER));
    }

    @Test
    void anAddressOfAnotherFamilyOrLengthIsNone() {
        decode(Raw.binding()
                .attribute(Attribute.MAPPED_ADDRESS, 0, 3, 0, 1, 1, 2, 3, 4)
                .attribute(Attribute.XOR_MAPPED_ADDRESS, 0, 2, 0, 1, 1, 2, 3, 4)
                .attribute(Attribute.ALTERNATE_SERVER, 0, 1, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8));

        assertEquals(Optional.empty(), message.address(Attribute.MAPPED_ADDRESS));
        assertEquals(Optional.empty(), message.address(Attribute.XOR_MAPPED_ADDRESS));
        assertEquals(Optional.empty(), message.address(Attribute.ALTERNATE_SERVER));
    }

    @Tag("I12")
    @Test
    void comparesValuesByPrefixOrWhole() {
        decode(Raw.binding().attribute(Attribute.USERNAME, 'a', ':', 'b'));

        assertTrue(message.valueMatches(Attribute.USERNAME, new byte[] {'a', ':'}, false));
        assertFalse(message.valueMatches(Attribute.USERNAME, new byte[] {'a', ':'}, true));
        assertTrue(message.valueMatches(Attribute.USERNAME, new byte[] {'a', ':', 'b'}, true));
        assertFalse(message.valueMatches(Attribute.USERNAME, new byte[] {'a', ':', 'b', 0}, false));
        assertFalse(message.valueMatches(Attribute.USERNAME, new byte[] {'b', ':'}, false));
    }

    @Tag("S17")
    @Test
    void theBuilderRefusesWhatDoesNotFit() {
        StunBuilder full = begin().attribute(Attribute.SOFTWARE, new byte[StunMessage.MAX_LENGTH - 24]);

        assertThrows(IllegalArgumentException.class, () -> full.flag(Attribute.USE_CANDIDATE));
        assertEquals(StunMessage.MAX_LENGTH, full.finish().remaining());
    }

    @Test
    void aKeyHidesItself() {
        assertEquals("IntegrityKey", KEY.toString());
    }

    private StunBuilder begin() {
        return builder.begin(StunClass.REQUEST, StunMethod.BINDING, 1, 2);
    }

    private void decode(Raw raw) {
        assertEquals(DecodeStatus.OK, message.decode(raw.build()));
    }
}
