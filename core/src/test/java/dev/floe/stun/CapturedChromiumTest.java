package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Chromium really sends, as taken from its socket in one session: ufrags {@code Floe4Ufr} and {@code gifq}. */
class CapturedChromiumTest {
    private static final IntegrityKey OURS = IntegrityKey.of("capturedPasswordOf24Char");
    private static final IntegrityKey CHROMIUMS = IntegrityKey.of("BGQzPRyL/v4S8RMiJkm0wcBb");

    private static final byte[] CHECK = Hex.bytes(
            "00010050 2112a442 6c754652644b7a6152714248",
            "0006000d 466c6f65345566723a67696671 000000",
            "c0570004 000003e7",
            "802a0008 297423cae553392e",
            "00240004 6e001eff",
            "00080014 bdb316027c66b4c9a7782bd0dda3c4f54232f2eb",
            "80280004 8f9061ea");

    private static final byte[] NOMINATION = Hex.bytes(
            "00010054 2112a442 577573486b3461664f50336b",
            "0006000d 466c6f65345566723a67696671 000000",
            "c0570004 000003e7",
            "802a0008 297423cae553392e",
            "00250000",
            "00240004 6e001eff",
            "00080014 85b53254b9cbaf127cfce80d9df580a1b1f06196",
            "80280004 2eea1b46");

    private static final byte[] ANSWER = Hex.bytes(
            "0101002c 2112a442 76616c696420636865636b21",
            "00200008 0001f25d5e12a443",
            "00080014 46415f733935809adaf06ae1cbd4a531345f869c",
            "80280004 465d5fe2");

    /** To a check under a wrong password: unsigned. */
    private static final byte[] UNAUTHENTICATED = Hex.bytes(
            "0111001c 2112a442 77726f6e6720706173737764",
            "00090010 00000401 556e617574686f72697a6564",
            "80280004 029effce");

    /** To a check with ICE-CONTROLLING: signed. */
    private static final byte[] ROLE_CONFLICT = Hex.bytes(
            "01110038 2112a442 636f6e74726f6c6c696e6721",
            "00090011 00000457 526f6c6520436f6e666c696374 000000",
            "00080014 b9b05e0b104f8b2fa6a212d858bbac668e5e38da",
            "80280004 fe75d74e");

    private final StunCrypto crypto = new StunCrypto();
    private final StunMessage message = new StunMessage();

    private void decode(byte[] captured) {
        assertEquals(DecodeStatus.OK, message.decode(ByteBuffer.wrap(captured)));
        assertTrue(message.hasValidFingerprint(crypto));
    }

    @Tag("I12")
    @Tag("I14")
    @Tag("S3")
    @Test
    void readsItsChecks() {
        decode(CHECK);
        assertTrue(message.hasValidIntegrity(crypto, OURS));
        assertEquals(Optional.of("Floe4Ufr:gifq"), message.text(Attribute.USERNAME));
        assertEquals(0x6e001eff, message.intValue(Attribute.PRIORITY));
        assertEquals(0x297423cae553392eL, message.longValue(Attribute.ICE_CONTROLLING));
        assertEquals(999, message.intValue(Attribute.GOOG_NETWORK_INFO));
        assertFalse(message.has(Attribute.USE_CANDIDATE));
        assertEquals(0, message.unknownRequiredCount());

        decode(NOMINATION);
        assertTrue(message.hasValidIntegrity(crypto, OURS));
        assertTrue(message.has(Attribute.USE_CANDIDATE));
    }

    @Tag("S6")
    @Test
    void readsItsAnswer() throws Exception {
        decode(ANSWER);

        assertTrue(message.hasValidIntegrity(crypto, CHROMIUMS));
        InetSocketAddress mapped = message.address(Attribute.XOR_MAPPED_ADDRESS).orElseThrow();
        assertArrayEquals(new byte[] {127, 0, 0, 1}, mapped.getAddress().getAddress());
    }

    @Tag("S7")
    @Tag("S14")
    @Test
    void readsItsRefusals() {
        decode(UNAUTHENTICATED);
        assertEquals(401, message.errorCode());
        assertFalse(message.hasIntegrity());

        decode(ROLE_CONFLICT);
        assertEquals(487, message.errorCode());
        assertTrue(message.hasValidIntegrity(crypto, CHROMIUMS));
    }

    @Tag("S11")
    @Tag("S12")
    @Test
    void writesTheSameBytes() {
        StunBuilder builder = new StunBuilder(crypto);
        ByteBuffer written = builder.begin(StunClass.REQUEST, StunMethod.BINDING, 0x57757348, 0x6b3461664f50336bL)
                .attribute(Attribute.USERNAME, "Floe4Ufr:gifq".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .intAttribute(Attribute.GOOG_NETWORK_INFO, 999)
                .longAttribute(Attribute.ICE_CONTROLLING, 0x297423cae553392eL)
                .flag(Attribute.USE_CANDIDATE)
                .intAttribute(Attribute.PRIORITY, 0x6e001eff)
                .integrity(OURS)
                .fingerprint()
                .finish();

        assertArrayEquals(NOMINATION, Hex.copy(written));
    }
}
