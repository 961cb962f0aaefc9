package dev.floe.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The key of a short-term credential (RFC 8489 section 9.1.1): the password's bytes. Shows nothing of itself in
 * {@code toString}.
 */
public final class IntegrityKey {
    private final byte[] password;
    private final long[] block;

    IntegrityKey(byte[] password) {
        this.password = password;
        this.block =
                words(password.length > StunCrypto.BLOCK ? StunCrypto.newSha1().digest(password) : password);
    }

    private static long[] words(byte[] key) {
        ByteBuffer padded = ByteBuffer.allocate((key.length + Long.BYTES - 1) & -Long.BYTES);
        padded.put(0, key);
        long[] words = new long[padded.capacity() / Long.BYTES];
        padded.asLongBuffer().get(words);
        return words;
    }

    /**
     * {@return the key of a password}
     *
     * @param password an ICE password, whose characters OpaqueString (RFC 8265) leaves as they are
     * @throws IllegalArgumentException if the password is empty, which OpaqueString forbids
     */
    public static IntegrityKey of(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("password: must not be empty");
        }
        return new IntegrityKey(password.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns what HMAC-SHA1 takes for the key, as big-endian words of which the last is filled up with zeros: a key of
     * more than 64 bytes is hashed first (RFC 2104). Not a copy.
     */
    long[] block() {
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
