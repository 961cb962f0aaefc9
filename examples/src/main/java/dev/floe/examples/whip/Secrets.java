package dev.floe.examples.whip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws names that nobody can guess. */
final class Secrets {
    private static final int BITS = 128;

    private final SecureRandom random = new SecureRandom();

    /** Returns 128 random bits as 32 hex digits. */
    String draw() {
        byte[] bytes = new byte[BITS / 8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
