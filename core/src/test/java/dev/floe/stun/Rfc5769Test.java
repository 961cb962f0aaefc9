package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test vectors of RFC 5769. They verify themselves: each bears its own fingerprint and integrity. */
class Rfc5769Test {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    /** Section 2.1. The padding of USERNAME is made of blanks, not of zeros. */
    private static final byte[] REQUEST = Hex.bytes(
            "00010058 2112a442 b7e7a701bc34d686fa87dfae",
            "80220010 5354554e207465737420636c69656e74",
            "00240004 6e0001ff",
            "80290008 932ff9b151263b36",
            "00060009 6576746a3a68367659 202020",
            "00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2",
            "80280004 e57a3bcf");

    /** Section 2.2. */
    private static final byte[] IPV4_RESPONSE = Hex.bytes(
            "0101003c 2112a442 b7e7a701bc34d686fa87dfae",
            "8022000b 7465737420766563746f72 20",
            "00200008 0001a147 e112a643",
            "00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7",
            "80280004 c07d4c96");

    /** Section 2.3. */
    private static final byte[] IPV6_RESPONSE = Hex.bytes(
            "01010048 2112a442 b7e7a701bc34d686fa87dfae",
            "8022000b 7465737420766563746f72 20",
            "00200014 0002a147 0113a9faa5d3f179bc25f4b5bed2b9d9",
            "00080014 a382954e4be67bf11784c97c8292c275bfe3ed41",
            "80280004 c8fb0b4c");

    private final StunCrypto crypto = new StunCrypto();
    private final IntegrityKey key = IntegrityKey.of(PASSWORD);
    private final StunMessage message = new StunMessage();

    @Tag("I12")
    @Test
    void readsTheRequest() {
        decode(REQUEST);

        assertEquals(StunClass.REQUEST, message.messageClass());
        assertEquals(StunMethod.BINDING, message.method());
        assertEquals("b7e7a701bc34d686fa87dfae", message.transactionId().toString());
        assertEquals(Optional.of("STUN test client"), message.text(Attribute.SOFTWARE));
        assertEquals(0x6e0001ff, message.intValue(Attribute.PRIORITY));
        assertEquals(0x932ff9b151263b36L, message.longValue(Attribute.ICE_CONTROLLED));
        assertEquals(Optional.of("evtj:h6vY"), message.text(Attribute.USERNAME));
        assertEquals(REQUEST.length, message.length());
    }

    @Tag("S6")
    @Test
    void readsTheIpv4Response() throws Exception {
        decode(IPV4_RESPONSE);

        assertEquals(StunClass.SUCCESS, message.messageClass());
        assertEquals(Optional.of("test vector"), message.text(Attribute.SOFTWARE));
        InetSocketAddress mapped = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32853);
        assertEquals(Optional.of(mapped), message.address(Attribute.XOR_MAPPED_ADDRESS));
    }

    @Tag("S6")
    @Test
    void readsTheIpv6Response() throws Exception {
        decode(IPV6_RESPONSE);

        InetAddress address = InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677");
        assertEquals(Optional.of(new InetSocketAddress(address, 32853)), message.address(Attribute.XOR_MAPPED_ADDRESS));
    }

    @Tag("S11")
    @Tag("S12")
    @Tag("S15")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void verifiesFingerprintAndIntegrity(int vector) {
        decode(vector(vector));

        assertTrue(message.hasValidFingerprint(crypto));
        assertTrue(message.hasValidIntegrity(crypto, key));
        assertFalse(message.hasValidIntegrity(crypto, IntegrityKey.of("VOkJxbRl1RmTxUk/WvJxBu")));
        assertTrue(message.hasValidFingerprint(crypto), "verifying integrity leaves the bytes as they were");
    }

    @Tag("S11")
    @Tag("S12")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void noticesEveryFlippedBit(int vector) {
        byte[] original = vector(vector);
        int integrityEnd = original.length - 8;
        for (int bit = 0; bit < original.length * 8; bit++) {
            byte[] flipped = original.clone();
            flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
            if (message.decode(ByteBuffer.wrap(flipped)) != DecodeStatus.OK) {
                continue;
            }
            assertFalse(message.hasValidFingerprint(crypto), "bit " + bit + " passes the fingerprint");
            // The length field is replaced for the computation (RFC 8489 section 14.5), and FINGERPRINT lies beyond it.
            if (bit / 8 < integrityEnd) {
                assertFalse(message.hasValidIntegrity(crypto, key), "bit " + bit + " passes the integrity");
            }
        }
    }

    @Test
    void writesTheResponsesAgainButForTheirPadding() throws Exception {
        StunBuilder builder = new StunBuilder(crypto);
        byte[] address =
                InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677").getAddress();
        ByteBuffer built = builder.begin(StunClass.SUCCESS, StunMethod.BINDING, 0xb7e7a701, 0xbc34d686fa87dfaeL)
                .xorMappedAddress(address, 32853)
                .finish();
        byte[] attribute = Hex.bytes("00200014 0002a147 0113a9faa5d3f179bc25f4b5bed2b9d9");

        assertArrayEquals(attribute, java.util.Arrays.copyOfRange(Hex.copy(built), 20, 44));
    }

    private void decode(byte[] vector) {
        assertEquals(DecodeStatus.OK, message.decode(ByteBuffer.wrap(vector)));
    }

    private static byte[] vector(int index) {
        return switch (index) {
            case 0 -> REQUEST;
            case 1 -> IPV4_RESPONSE;
            default -> IPV6_RESPONSE;
        };
    }
}
