package dev.floe.stun;

/** The error codes that an ICE-lite agent answers with or acts upon (RFC 8489 section 14.8, RFC 8445 section 16.2). */
public enum StunError {
    /** USERNAME or integrity is missing (RFC 8489 section 9.1.3). */
    BAD_REQUEST(400, "Bad Request"),
    /** The USERNAME is unknown or the integrity wrong (RFC 8489 section 9.1.3). */
    UNAUTHENTICATED(401, "Unauthenticated"),
    /** Consent is revoked (RFC 7675 section 5.2). */
    FORBIDDEN(403, "Forbidden"),
    /** A comprehension-required attribute is unknown (RFC 8489 section 6.3.1). */
    UNKNOWN_ATTRIBUTE(420, "Unknown Attribute"),
    /** Both agents claim the same role (RFC 8445 section 7.3.1.1). */
    ROLE_CONFLICT(487, "Role Conflict");

    private final int code;
    private final String phrase;

    StunError(int code, String phrase) {
        this.code = code;
        this.phrase = phrase;
    }

    /** {@return the code, 300 to 699} */
    public int code() {
        return code;
    }

    /** {@return the reason phrase} */
    public String phrase() {
        return phrase;
    }
}
