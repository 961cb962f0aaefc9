package dev.floe.examples.whip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws names that nobody can guess. */
final class Secrets {
    private static final int BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** Returns 128 random bits as 32 hex digits. */
    static String draw() {
        byte[] bytes = new byte[BITS / 8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns a strong entity tag with its quotes (RFC 9110 section 8.8.3). */
    static String drawTag() {
        return '"' + draw() + '"';
    }
}
