package dev.floe.status;

/** Why a session ended. */
public enum EndReason {
    /** No path was proven within the connect timeout. */
    NEVER_CONNECTED("the peer never completed a connectivity check", SessionState.FAILED, ConsentState.NONE),
    /** The peer's consent was not renewed in time (RFC 7675 section 5.1). */
    CONSENT_EXPIRED("the peer fell silent and its consent expired", SessionState.FAILED, ConsentState.EXPIRED),
    /** The peer revoked its consent with a signed 403 (RFC 7675 section 5.2). */
    REVOKED("the peer revoked its consent", SessionState.FAILED, ConsentState.REVOKED),
    /** The peer closed the DTLS association with a close_notify. */
    DTLS_CLOSED("the peer closed the connection", SessionState.CLOSED, ConsentState.REVOKED),
    /** The DTLS handshake failed or took too long, or the peer sent a fatal alert. */
    DTLS_FAILED("DTLS failed", SessionState.FAILED, ConsentState.REVOKED),
    /** A slot threw. */
    SLOT_FAILED("a slot failed", SessionState.FAILED, ConsentState.NONE),
    /** The socket could not be read or written any more. */
    SOCKET_FAILED("the socket failed", SessionState.FAILED, ConsentState.NONE),
    /** The application closed the session. */
    CLOSED("closed by the application", SessionState.CLOSED, ConsentState.NONE);

    private final String words;
    private final SessionState finalState;
    private final ConsentState finalConsent;

    EndReason(String words, SessionState finalState, ConsentState finalConsent) {
        this.words = words;
        this.finalState = finalState;
        this.finalConsent = finalConsent;
    }

    /** {@return the reason in plain words, for people} */
    public String words() {
        return words;
    }

    /** {@return the state in which this reason leaves the session: {@code FAILED} or {@code CLOSED}} */
    public SessionState finalState() {
        return finalState;
    }

    /**
     * {@return what this reason means for consent: {@code EXPIRED}, {@code REVOKED}, or {@code NONE} where it says
     * nothing}
     */
    public ConsentState finalConsent() {
        return finalConsent;
    }
}
