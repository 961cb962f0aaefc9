package dev.floe.sim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A password ready for HMAC, through the JDK's own. */
public final class Key {
    private final Mac sha1;
    private final Mac sha256;

    public Key(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        sha1 = mac("HmacSHA1", bytes);
        sha256 = mac("HmacSHA256", bytes);
    }

    private static Mac mac(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(algorithm, missing);
        }
    }

    public byte[] sha1(byte[] bytes, int length) {
        sha1.update(bytes, 0, length);
        return sha1.doFinal();
    }

    public byte[] sha256(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        return sha256.doFinal();
    }
}
