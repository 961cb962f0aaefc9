package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 8489 appendix B.1 as erratum 6268 corrects it, and HMAC's own vectors (RFC 2202, RFC 4231). */
class Rfc8489VectorTest {
    private static final byte[] REQUEST = Hex.bytes(
            "00010090 2112a442 78ad3433c6ad72c029da412e",
            "001e0020 4a3cf38fef6992bda952c6780417da0f2481941556 9e60b205c46e41407f1704",
            "00150029 6f624d61744a6f73324141414366 2f2f3439396b393534 64364f4c33346f4c394653547679363473 41 000000",
            "0014000b 6578616d706c652e6f7267 00",
            "001d0004 00020000",
            "001c0020 b5c7bf005b6c52a21c51c5e892f81924136296cb927c43149309278cc6518e65");

    private final StunCrypto crypto = new StunCrypto();
    private final StunMessage message = new StunMessage();

    @Tag("S8")
    @Tag("S11")
    @Test
    void verifiesTheSampleRequest() throws Exception {
        byte[] userHash = sha256("マトリックス:example.org");
        IntegrityKey key = new IntegrityKey(sha256("マトリックス:example.org:TheMatrIX"));

        assertEquals(DecodeStatus.OK, message.decode(ByteBuffer.wrap(REQUEST)));
        assertArrayEquals(userHash, message.value(Attribute.USERHASH).orElseThrow());
        assertEquals(Optional.of("obMatJos2AAACf//499k954d6OL34oL9FSTvy64sA"), message.text(Attribute.NONCE));
        assertEquals(Optional.of("example.org"), message.text(Attribute.REALM));
        assertEquals(0x00020000, message.intValue(Attribute.PASSWORD_ALGORITHM));
        assertEquals(Attribute.MESSAGE_INTEGRITY_SHA256, message.integrityKind());
        assertTrue(message.hasValidIntegrity(crypto, key));
        assertFalse(message.hasValidIntegrity(crypto, IntegrityKey.of("TheMatrIX")));
    }

    @Tag("S11")
    @Test
    void computesHmacAsItsOwnVectorsSay() {
        byte[] data = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        byte[] sha1 = new byte[StunCrypto.SHA1_LENGTH];
        crypto.sha1(IntegrityKey.of("Jefe"), data, data.length, sha1, 0);

        assertArrayEquals(Hex.bytes("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"), sha1);
        assertArrayEquals(
                Hex.bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                crypto.sha256(IntegrityKey.of("Jefe"), data, data.length));
    }

    /** RFC 2202 section 3, case 6: a key longer than a block is hashed first. An ICE password has up to 256 characters. */
    @Tag("S11")
    @Test
    void hashesKeysThatAreLongerThanABlock() {
        byte[] key = new byte[80];
        Arrays.fill(key, (byte) 0xaa);
        byte[] data = "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(StandardCharsets.US_ASCII);
        byte[] sha1 = new byte[StunCrypto.SHA1_LENGTH];
        crypto.sha1(new IntegrityKey(key), data, data.length, sha1, 0);

        assertArrayEquals(Hex.bytes("aa4ae5e15272d00e95705637ce8a3b55ed402112"), sha1);
    }

    /** The pads of one key are laid over those of the one before: nothing of a longer one may stay. */
    @Tag("S11")
    @Test
    void computesWhatTheJdkComputesWhateverKeyCameBefore() throws Exception {
        byte[] data = "one message".getBytes(StandardCharsets.US_ASCII);
        byte[] sha1 = new byte[StunCrypto.SHA1_LENGTH];
        Mac mac = Mac.getInstance("HmacSHA1");
        Random random = new Random(20);
        for (int length = 1; length <= 200; length++) {
            for (int keyLength : new int[] {length, 201 - length}) {
                byte[] key = new byte[keyLength];
                random.nextBytes(key);
                mac.init(new SecretKeySpec(key, "HmacSHA1"));
                crypto.sha1(new IntegrityKey(key), data, data.length, sha1, 0);

                assertArrayEquals(mac.doFinal(data), sha1, keyLength + " bytes");
            }
        }
    }

    private static byte[] sha256(String text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
