package dev.floe.stun;

import java.nio.charset.StandardCharsets;

/**
 * The key of a short-term credential (RFC 8489 section 9.1.1): the password's bytes. Shows nothing of itself in
 * {@code toString}.
 */
public final class IntegrityKey {
    private final byte[] password;
    private final byte[] block;

    IntegrityKey(byte[] password) {
        this.password = password;
        this.block = password.length > StunCrypto.BLOCK ? StunCrypto.newSha1().digest(password) : password;
    }

    /**
     * {@return the key of a password}
     *
     * @param password an ICE password, whose characters OpaqueString (RFC 8265) leaves as they are
     */
    public static IntegrityKey of(String password) {
        return new IntegrityKey(password.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what HMAC-SHA1 takes for the key: a longer one is hashed first (RFC 2104). Not a copy. */
    byte[] block() {
        return block;
    }

    /** Returns the password's bytes. Not a copy. */
    byte[] password() {
        return password;
    }

    @Override
    public String toString() {
        return "IntegrityKey";
    }
}
