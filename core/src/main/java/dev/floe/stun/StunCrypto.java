package dev.floe.stun;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The digests behind FINGERPRINT and integrity, kept and used again: one for each thread. Not thread-safe.
 *
 * <p>HMAC-SHA1 (RFC 2104) runs on one {@link MessageDigest}: the JDK computes SHA-1 with the processor's own
 * instructions, and nothing is allocated. The pads of the last key stay ready for the answer to what it has verified.
 * They are not kept with each key: among many sessions a few cycles are cheaper than memory that is not in the cache.
 */
public final class StunCrypto {
    static final int BLOCK = 64;
    static final int SHA1_LENGTH = 20;
    static final int SHA256_LENGTH = 32;

    private static final long INNER_FILLER = 0x3636363636363636L;
    private static final long OUTER_FILLER = 0x5C5C5C5C5C5C5C5CL;
    private static final int FINGERPRINT_XOR = 0x5354554E;

    private final MessageDigest sha1 = newSha1();
    private final CRC32 crc = new CRC32();
    /** The inner pad, and room for a message behind it: one update for both is the fastest. */
    private final byte[] inner = new byte[BLOCK + StunMessage.MAX_LENGTH];
    /** The outer pad, and the inner digest behind it. */
    private final byte[] outer = new byte[BLOCK + SHA1_LENGTH];

    private final ByteBuffer innerView = ByteBuffer.wrap(inner);
    private final ByteBuffer outerView = ByteBuffer.wrap(outer);
    private final ByteBuffer computed = ByteBuffer.allocate(SHA1_LENGTH);
    private @Nullable IntegrityKey padded;
    private @Nullable Mac sha256;

    /** Makes the digests of one thread. */
    public StunCrypto() {}

    static MessageDigest newSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("the JDK lacks SHA-1", missing);
        }
    }

    int fingerprint(byte[] bytes, int length) {
        crc.reset();
        crc.update(bytes, 0, length);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    boolean verifySha1(IntegrityKey key, byte[] bytes, int length, ByteBuffer received, int at) {
        sha1(key, bytes, length, computed.array(), 0);
        return differences(received, at) == 0;
    }

    /** Takes the same time wherever they differ. */
    private long differences(ByteBuffer received, int at) {
        return (computed.getLong(0) ^ received.getLong(at))
                | (computed.getLong(8) ^ received.getLong(at + 8))
                | (computed.getInt(16) ^ received.getInt(at + 16));
    }

    void sha1(IntegrityKey key, byte[] bytes, int length, byte[] into, int at) {
        if (key != padded) {
            pad(key.block());
            padded = key;
        }
        try {
            System.arraycopy(bytes, 0, inner, BLOCK, length);
            sha1.update(inner, 0, BLOCK + length);
            sha1.digest(outer, BLOCK, SHA1_LENGTH);
            sha1.update(outer);
            sha1.digest(into, at, SHA1_LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-1 has 20 bytes", impossible);
        }
    }

    private void pad(long[] key) {
        for (int i = 0; i < BLOCK / Long.BYTES; i++) {
            long word = i < key.length ? key[i] : 0;
            innerView.putLong(i * Long.BYTES, word ^ INNER_FILLER);
            outerView.putLong(i * Long.BYTES, word ^ OUTER_FILLER);
        }
    }

    /** RFC 8489 section 14.6 lets a usage permit truncation; ICE does not, so all 32 bytes are wanted. */
    boolean verifySha256(IntegrityKey key, byte[] bytes, int length, int receivedAt, int receivedLength) {
        byte[] expected = sha256(key, bytes, length);
        byte[] actual = Arrays.copyOfRange(bytes, receivedAt, receivedAt + receivedLength);
        return MessageDigest.isEqual(expected, actual);
    }

    byte[] sha256(IntegrityKey key, byte[] bytes, int length) {
        try {
            Mac mac = sha256 == null ? Mac.getInstance("HmacSHA256") : sha256;
            sha256 = mac;
            mac.init(new SecretKeySpec(key.password(), "HmacSHA256"));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("the JDK lacks HmacSHA256", missing);
        }
    }
}
