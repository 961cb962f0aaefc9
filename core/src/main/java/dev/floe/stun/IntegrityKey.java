package dev.floe.stun;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of a short-term credential (RFC 8489 section 9.1.1): the password's bytes, with HMAC's pads prepared once
 * (RFC 2104). Shows nothing of itself in {@code toString}.
 */
public final class IntegrityKey {
    private static final int BLOCK = 64;

    private final byte[] password;
    private final byte[] innerPad;
    private final byte[] outerPad;

    IntegrityKey(byte[] password) {
        this.password = password;
        byte[] key = password.length > BLOCK ? StunCrypto.newSha1().digest(password) : password;
        this.innerPad = pad(key, 0x36);
        this.outerPad = pad(key, 0x5C);
    }

    /**
     * Returns the key of a password.
     *
     * @param password an ICE password, whose characters OpaqueString (RFC 8265) leaves as they are
     */
    public static IntegrityKey of(String password) {
        return new IntegrityKey(password.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] pad(byte[] key, int filler) {
        byte[] pad = new byte[BLOCK];
        Arrays.fill(pad, (byte) filler);
        for (int i = 0; i < key.length; i++) {
            pad[i] ^= key[i];
        }
        return pad;
    }

    byte[] innerPad() {
        return innerPad;
    }

    byte[] outerPad() {
        return outerPad;
    }

    byte[] password() {
        return password;
    }

    @Override
    public String toString() {
        return "IntegrityKey";
    }
}
