package dev.floe.stun;

import java.util.HexFormat;

/**
 * The 96 bits that tie a response to its request (RFC 8489 section 5).
 *
 * @param high the first 32 bits
 * @param low the other 64
 */
public record TransactionId(int high, long low) {
    /** Returns 24 hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
