package dev.floe.status;

/** Whether the peer consents to being sent to on the selected pair (RFC 7675). */
public enum ConsentState {
    /** Never given so far. */
    NONE,
    /** Given, and not older than the policy's expiry. */
    GRANTED,
    /** Not renewed in time. Final for this session (RFC 7675 section 5.1). */
    EXPIRED,
    /** Taken back by the peer: a signed 403, a DTLS close_notify or a fatal alert (RFC 7675 section 5.2). */
    REVOKED
}
