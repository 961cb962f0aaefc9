package dev.floe.slot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The digest of a certificate, as {@code a=fingerprint} carries it (RFC 8122 section 5). SHA-256, SHA-384 and SHA-512
 * only: weaker ones are refused.
 */
public final class Fingerprint {
    private static final Map<String, Integer> LENGTHS = Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private final String algorithm;
    private final byte[] digest;

    private Fingerprint(String algorithm, byte[] digest) {
        this.algorithm = algorithm;
        this.digest = digest;
    }

    /**
     * {@return whether {@code algorithm} is one of {@code sha-256}, {@code sha-384}, {@code sha-512}, in any case}
     *
     * @param algorithm as in {@code "sha-256"}
     */
    public static boolean supports(String algorithm) {
        return LENGTHS.containsKey(algorithm.toLowerCase(Locale.ROOT));
    }

    /**
     * Reads the value of an {@code a=fingerprint} line.
     *
     * @param value as in {@code "sha-256 12:AB:…"}
     * @return the fingerprint
     * @throws IllegalArgumentException if the algorithm is not supported, or the digest is not hex of its length
     */
    public static Fingerprint parse(String value) {
        String[] parts = value.strip().split(" +", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("fingerprint: expected an algorithm and a digest (RFC 8122 section 5)");
        }
        String algorithm = parts[0].toLowerCase(Locale.ROOT);
        Integer length = LENGTHS.get(algorithm);
        if (length == null) {
            throw new IllegalArgumentException("fingerprint: algorithm must be sha-256, sha-384 or sha-512");
        }
        byte[] digest = parseDigest(parts[1]);
        if (digest.length != length) {
            throw new IllegalArgumentException(
                    "fingerprint: " + algorithm + " has " + length + " bytes, not " + digest.length);
        }
        return new Fingerprint(algorithm, digest);
    }

    private static byte[] parseDigest(String hex) {
        try {
            return COLONS.parseHex(hex);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "fingerprint: the digest must be hex bytes separated by colons", malformed);
        }
    }

    /**
     * {@return the SHA-256 fingerprint of a certificate}
     *
     * @param derCertificate the certificate in DER
     */
    public static Fingerprint sha256(byte[] derCertificate) {
        return new Fingerprint("sha-256", digest("sha-256", derCertificate));
    }

    /**
     * {@return whether this is the fingerprint of the certificate; compared in constant time}
     *
     * @param derCertificate the certificate in DER
     */
    public boolean matches(byte[] derCertificate) {
        return MessageDigest.isEqual(digest, digest(algorithm, derCertificate));
    }

    /** {@return the algorithm in lower case, as in {@code "sha-256"}} */
    public String algorithm() {
        return algorithm;
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT)).digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("the JDK lacks " + algorithm, missing);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && algorithm.equals(that.algorithm)
                && MessageDigest.isEqual(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(algorithm, Arrays.hashCode(digest));
    }

    /** Returns the value of an {@code a=fingerprint} line, as in {@code "sha-256 12:AB:…"}. */
    @Override
    public String toString() {
        return algorithm + " " + COLONS.formatHex(digest);
    }
}
