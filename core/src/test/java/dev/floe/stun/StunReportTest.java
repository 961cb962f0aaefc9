package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages taken apart for people. */
class StunReportTest {
    private static final int RUNS = 20_000;
    private static final long SEED = 4711;

    private static final IntegrityKey KEY = IntegrityKey.of("capturedPasswordOf24Char");
    private static final IntegrityKey OTHER = IntegrityKey.of("someOtherPassword24Chars");
    /** A nomination of Chromium's, from {@link CapturedChromiumTest}. */
    private static final byte[] NOMINATION = Hex.bytes(
            "00010054 2112a442 577573486b3461664f50336b",
            "0006000d 466c6f65345566723a67696671 000000",
            "c0570004 000003e7",
            "802a0008 297423cae553392e",
            "00250000",
            "00240004 6e001eff",
            "00080014 85b53254b9cbaf127cfce80d9df580a1b1f06196",
            "80280004 2eea1b46");

    private static StunReport report(byte[] bytes, IntegrityKey... keys) {
        return StunReport.of(ByteBuffer.wrap(bytes), List.of(keys));
    }

    private static StunBuilder begin(StunClass messageClass) {
        return new StunBuilder(new StunCrypto()).begin(messageClass, StunMethod.BINDING, 1, 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void tellsEachAttributeWithTheSectionThatDefinesIt() {
        assertEquals(
                List.of(
                        "STUN Binding request, 104 bytes",
                        "  message type    0x0001: class request, method Binding [RFC 8489 section 5]",
                        "  message length  84 [RFC 8489 section 5]",
                        "  magic cookie    0x2112a442 [RFC 8489 section 5]",
                        "  transaction id  577573486b3461664f50336b [RFC 8489 section 5]",
                        "  USERNAME at byte 20, 0x0006, 13 bytes: \"Floe4Ufr:gifq\" [RFC 8489 section 14.3]",
                        "  GOOG-NETWORK-INFO at byte 40, 0xc057, 4 bytes: network 0, cost 999 [libwebrtc's own, in no RFC]",
                        "  ICE-CONTROLLING at byte 48, 0x802a, 8 bytes: tie-breaker 0x297423cae553392e [RFC 8445 section 16.1]",
                        "  USE-CANDIDATE at byte 60, 0x0025, 0 bytes: set [RFC 8445 section 16.1]",
                        "  PRIORITY at byte 64, 0x0024, 4 bytes: 1845501695 (type preference 110 as of a peer-reflexive"
                                + " candidate, local preference 30, component 1) [RFC 8445 section 16.1]",
                        "  MESSAGE-INTEGRITY at byte 72, 0x0008, 20 bytes: 0x85b53254b9cbaf127cfce80d9df580a1b1f06196"
                                + " [RFC 8489 section 14.5]",
                        "  FINGERPRINT at byte 96, 0x8028, 4 bytes: 0x2eea1b46 [RFC 8489 section 14.7]",
                        "  fingerprint     right",
                        "  integrity       right"),
                report(NOMINATION, OTHER, KEY).lines());
    }

    @Test
    void fitsIntoOneLine() {
        assertEquals(
                "Binding request, USERNAME \"Floe4Ufr:gifq\", GOOG-NETWORK-INFO network 0, cost 999, ICE-CONTROLLING"
                        + " tie-breaker 0x297423cae553392e, USE-CANDIDATE, PRIORITY 1845501695 (type preference 110 as of"
                        + " a peer-reflexive candidate, local preference 30, component 1), fingerprint right",
                report(NOMINATION).summary());
    }

    @Test
    void checksIntegrityWithTheGivenPasswordsOnly() {
        assertEquals(
                "not checked: no password was given",
                report(NOMINATION).integrity().toString());
        assertTrue(report(NOMINATION).isSound());
        assertEquals(Finding.RIGHT, report(NOMINATION, KEY).integrity().finding());
        StunReport wrong = report(NOMINATION, OTHER);
        assertEquals(
                "wrong: no password that was given fits, or the message was changed",
                wrong.integrity().toString());
        assertFalse(wrong.isSound());
        assertEquals(
                "absent",
                report(Hex.copy(begin(StunClass.REQUEST).fingerprint().finish()), KEY)
                        .integrity()
                        .toString());
    }

    @Test
    void checksBothKindsOfIntegrity() {
        byte[] both = Hex.copy(begin(StunClass.REQUEST)
                .integrity(KEY)
                .integritySha256(KEY)
                .fingerprint()
                .finish());
        assertEquals(Finding.RIGHT, report(both, KEY).integrity().finding());
        for (int at : new int[] {24, 48}) {
            byte[] changed = both.clone();
            changed[at] ^= 1;
            assertEquals(Finding.WRONG, report(changed, KEY).integrity().finding());
        }
        byte[] mixed = Hex.copy(
                begin(StunClass.REQUEST).integrity(KEY).integritySha256(OTHER).finish());
        assertEquals(Finding.WRONG, report(mixed, KEY, OTHER).integrity().finding());
    }

    @Test
    void doesNotTakeATruncatedDigest() {
        byte[] cut = Hex.copy(begin(StunClass.REQUEST)
                .attribute(Attribute.MESSAGE_INTEGRITY_SHA256, new byte[16])
                .fingerprint()
                .finish());
        assertEquals(
                "wrong: MESSAGE-INTEGRITY-SHA256 is cut short, which ICE does not permit (RFC 8489 section 14.6)",
                report(cut, KEY).integrity().toString());
    }

    @Test
    void saysWhatTheFingerprintShouldBe() {
        byte[] changed = NOMINATION.clone();
        changed[changed.length - 1] ^= 1;
        StunReport report = report(changed);
        assertEquals(
                "wrong: it says 0x2eea1b47, the bytes give 0x2eea1b46",
                report.fingerprint().toString());
        assertFalse(report.isSound());
        byte[] misplaced = Hex.copy(begin(StunClass.REQUEST)
                .fingerprint()
                .flag(Attribute.USE_CANDIDATE)
                .finish());
        assertEquals(
                "wrong: it is not the last attribute (RFC 8489 section 14.7)",
                report(misplaced).fingerprint().toString());
        StunReport none = report(Hex.copy(begin(StunClass.REQUEST).finish()));
        assertEquals(Finding.ABSENT, none.fingerprint().finding());
        assertTrue(none.isSound());
    }

    @Test
    void readsAddressesErrorsAndTypes() {
        byte[] refused = Hex.copy(begin(StunClass.ERROR)
                .xorMappedAddress(new byte[] {(byte) 192, 0, 2, 1}, 32853)
                .xorMappedAddress(new byte[16], 1)
                .attribute(Attribute.ALTERNATE_SERVER, new byte[] {0, 1, 0x0D, (byte) 0x96, 127, 0, 0, 1})
                .attribute(Attribute.MAPPED_ADDRESS, new byte[] {0, 3, 0, 1, 1, 2, 3, 4})
                .error(StunError.ROLE_CONFLICT, true)
                .attribute(Attribute.UNKNOWN_ATTRIBUTES, new byte[] {0x7F, 1, 0, 2})
                .finish());
        List<String> values =
                report(refused).parts().stream().map(StunReport.Part::value).toList();
        assertEquals(
                List.of(
                        "192.0.2.1:32853",
                        "[0:0:0:0:0:0:0:0]:1 (ignored: the first one counts)",
                        "127.0.0.1:3478",
                        "0x0003000101020304 (no address of a known family)",
                        "487 \"Role Conflict\"",
                        "0x7f01, 0x0002"),
                values);
    }

    @Test
    void saysOfUnknownAttributesWhetherTheyMustBeUnderstood() {
        byte[] odd = Hex.copy(begin(StunClass.REQUEST)
                .attribute(0x7F01, new byte[] {1})
                .attribute(0xFF01, new byte[0])
                .attribute(0xFF02, new byte[100])
                .integrity(KEY)
                .attribute(0x7F02, new byte[] {2})
                .flag(Attribute.USE_CANDIDATE)
                .finish());
        List<String> values =
                report(odd).parts().stream().map(StunReport.Part::value).toList();
        assertEquals("comprehension-required, 0x01", values.get(0));
        assertEquals("comprehension-optional, empty", values.get(1));
        assertEquals("comprehension-optional, 0x" + "00".repeat(64) + "… (100 bytes)", values.get(2));
        assertEquals("comprehension-required, 0x02 (ignored: behind the integrity)", values.get(4));
        assertEquals("set (ignored: behind the integrity)", values.get(5));
    }

    @Test
    void letsNoControlCharacterThrough() {
        byte[] hostile = Hex.copy(begin(StunClass.REQUEST)
                .attribute(Attribute.USERNAME, bytes("a\u001b[2J\n\"\\\u202e\u0085é"))
                .attribute(Attribute.SOFTWARE, new byte[] {(byte) 0xFF})
                .finish());
        List<StunReport.Part> parts = report(hostile).parts();
        assertEquals(
                "\"a\\u{1b}[2J\\u{a}\\\"\\\\\\u{202e}\\u{85}é\"", parts.get(0).value());
        assertEquals("0xff (not UTF-8)", parts.get(1).value());
    }

    @Test
    void saysWhereTheFramingBreaks() {
        assertFault("shorter than the header's 20 bytes: 3", new byte[3]);
        assertFault("longer than any STUN message of ICE: 2052 bytes, of at most 2048", new byte[2052]);
        assertFault("the first two bits are not zero: the first byte is 0x80", changed(0, 0x80));
        assertFault("the magic cookie is not 0x2112A442 but 0x2112a400", changed(7, 0));
        assertFault("the length is no multiple of four: 85", changed(3, 85));
        assertFault("the header announces 88 bytes behind it, there are 84", changed(3, 88));
        assertFault(
                "an attribute reaches beyond the message: FINGERPRINT at byte 96 announces 8 bytes, 4 are left",
                changed(99, 8));
        assertFault(
                "an attribute's value has a length that its type does not allow: PRIORITY at byte 64 announces 3 bytes,"
                        + " 36 are left",
                changed(67, 3));
    }

    private static byte[] changed(int at, int value) {
        byte[] changed = NOMINATION.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void assertFault(String fault, byte[] malformed) {
        StunReport report = report(malformed, KEY);
        assertEquals(fault, report.fault());
        assertFalse(report.isSound());
        assertEquals(
                "not checked: the message is malformed", report.fingerprint().toString());
        assertTrue(report.lines().contains("  malformed       " + fault));
        assertTrue(report.summary().endsWith("malformed: " + fault), report.summary());
    }

    @Test
    void showsWhatCanBeReadOfABrokenMessage() {
        StunReport report = report(Arrays.copyOf(NOMINATION, 70));
        assertEquals(
                List.of("USERNAME", "GOOG-NETWORK-INFO", "ICE-CONTROLLING", "USE-CANDIDATE"),
                report.parts().stream().map(StunReport.Part::name).toList());
    }

    @Test
    void knowsEveryAttributeThatFloeKnows() {
        for (Attribute attribute : Attribute.values()) {
            assertEquals(
                    attribute.name().replace('_', '-'),
                    AttributeTable.row(attribute.type()).orElseThrow().name());
        }
    }

    /** And never says otherwise than the agent's own reader. */
    @Test
    void throwsForNoBytesAndAgreesWithTheMessageItself() {
        Random random = new Random(SEED);
        StunMessage message = new StunMessage();
        StunCrypto crypto = new StunCrypto();
        int sound = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] damaged = damage(random);
            DecodeStatus status = message.decode(ByteBuffer.wrap(damaged));
            StunReport report = report(damaged, KEY);
            assertEquals(status, report.framing());
            if (status == DecodeStatus.OK) {
                assertEquals(
                        message.hasValidFingerprint(crypto),
                        report.fingerprint().finding() == Finding.RIGHT);
                assertEquals(
                        message.hasValidIntegrity(crypto, KEY),
                        report.integrity().finding() == Finding.RIGHT);
            }
            assertFalse(report.lines().isEmpty());
            assertFalse(report.summary().contains("\n"));
            sound += report.isSound() ? 1 : 0;
        }
        assertTrue(sound > RUNS / 20, "only " + sound + " were sound");
    }

    private static byte[] damage(Random random) {
        if (random.nextInt(8) == 0) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            return noise;
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(NOMINATION.length + 1) : NOMINATION.length;
        byte[] damaged = Arrays.copyOf(NOMINATION, length);
        for (int flips = random.nextInt(4); flips > 0 && length > 0; flips--) {
            damaged[random.nextInt(length)] = (byte) random.nextInt();
        }
        return damaged;
    }
}
