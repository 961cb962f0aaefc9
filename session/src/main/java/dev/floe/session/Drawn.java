package dev.floe.session;

import dev.floe.ice.IceCredentials;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What sessions draw when they are made. Thread-safe. */
final class Drawn {
    private static final SecureRandom SECURE = new SecureRandom();

    private Drawn() {}

    /** Returns 64 bits in hex. */
    static String name() {
        return HexFormat.of().toHexDigits(SECURE.nextLong());
    }

    /** Returns the number of an {@code o=} line: 62 bits (RFC 9429 section 5.2.1). */
    static long sessionId() {
        return SECURE.nextLong() >>> 2;
    }

    static IceCredentials credentials() {
        return IceCredentials.generate(SECURE);
    }
}
