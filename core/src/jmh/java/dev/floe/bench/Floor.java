package dev.floe.bench;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What no check can do without: two HMAC-SHA1 and two CRC-32, by the JDK, over bytes that lie ready. The request is
 * signed up to its byte 72 and has its fingerprint over 96; the response of 64 bytes likewise 32 and 56. With the pads
 * that makes 3 + 2 and 2 + 2 compressions.
 */
@State(Scope.Thread)
public class Floor {
    private static final int PAD = 64;
    private static final int DIGEST = 20;

    private final MessageDigest sha1 = newSha1();
    private final CRC32 crc = new CRC32();
    private final byte[] inner = random(PAD + 104);
    private final byte[] outer = random(PAD + DIGEST);

    private static MessageDigest newSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    int check() throws DigestException {
        return crc(96) ^ hmac(72) ^ hmac(32) ^ crc(56);
    }

    private int crc(int length) {
        crc.reset();
        crc.update(inner, PAD, length);
        return (int) crc.getValue();
    }

    private int hmac(int length) throws DigestException {
        sha1.update(inner, 0, PAD + length);
        sha1.digest(outer, PAD, DIGEST);
        sha1.update(outer, 0, PAD + DIGEST);
        sha1.digest(inner, PAD, DIGEST); // the next digest depends on this one
        return inner[PAD];
    }
}
