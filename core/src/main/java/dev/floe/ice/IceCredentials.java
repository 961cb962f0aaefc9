package dev.floe.ice;

import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * One side's ICE ufrag and password (RFC 8839 section 5.4). {@code toString} hides the password.
 *
 * @param ufrag 4 to 256 characters of ALPHA, DIGIT, {@code +}, {@code /}
 * @param password 22 to 256 characters of the same alphabet
 */
public record IceCredentials(String ufrag, String password) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG_LENGTH = 8;
    private static final int PASSWORD_LENGTH = 24;

    /**
     * Checks both values.
     *
     * @param ufrag 4 to 256 ice-chars
     * @param password 22 to 256 ice-chars
     * @throws IllegalArgumentException naming the field and the rule, never the password
     */
    public IceCredentials {
        check("ice-ufrag", ufrag, 4);
        check("ice-pwd", password, 22);
    }

    /**
     * {@return the credentials that a description carries}
     *
     * @param ufrag the value of {@code a=ice-ufrag}
     * @param password the value of {@code a=ice-pwd}
     * @throws IllegalArgumentException naming the field and the rule, never the password
     */
    public static IceCredentials of(String ufrag, String password) {
        return new IceCredentials(ufrag, password);
    }

    /**
     * Draws new credentials: 48 random bits of ufrag, 144 of password (RFC 8445 section 5.3 wants 24 and 128).
     *
     * @param random must be cryptographically secure in production
     * @return credentials that nobody can guess
     */
    public static IceCredentials generate(RandomGenerator random) {
        return new IceCredentials(draw(random, UFRAG_LENGTH), draw(random, PASSWORD_LENGTH));
    }

    private static String draw(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        StringBuilder drawn = new StringBuilder(length);
        for (byte b : bytes) {
            drawn.append(ALPHABET.charAt(b & 63));
        }
        return drawn.toString();
    }

    private static void check(String field, String value, int minimum) {
        Objects.requireNonNull(value, field);
        if (value.length() < minimum || value.length() > 256) {
            throw new IllegalArgumentException(field + ": must have " + minimum + " to 256 characters, has "
                    + value.length() + " (RFC 8839 section 5.4)");
        }
        for (int i = 0; i < value.length(); i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                throw new IllegalArgumentException(field + ": character " + (i + 1)
                        + " is not a letter, digit, '+' or '/' (RFC 8839 section 5.4)");
            }
        }
    }

    @Override
    public String toString() {
        return "IceCredentials[ufrag=" + ufrag + "]";
    }
}
