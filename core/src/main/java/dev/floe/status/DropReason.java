package dev.floe.status;

/**
 * Why a datagram was not used. Each received datagram is counted once: as a check, as a response, as handed to a slot,
 * or under one of these; while it waits for its path to be proven, as waiting. See {@link Counters}.
 */
public enum DropReason {
    /** The first byte belongs to no protocol that this session takes (RFC 9443 section 3), or the datagram is empty. */
    UNKNOWN_KIND,
    /** A known protocol for which the session has no slot. */
    NO_SLOT,
    /** Begins like STUN but breaks its framing (RFC 8489 section 6.3). */
    MALFORMED_STUN,
    /** FINGERPRINT is missing, not last, or wrong (RFC 8445 section 7.3). */
    BAD_FINGERPRINT,
    /** A STUN method other than Binding. */
    UNSUPPORTED_METHOD,
    /** A STUN indication: a keepalive, which calls for nothing (RFC 8445 section 11). */
    INDICATION,
    /**
     * A request without USERNAME or without integrity, answered 400 within the budget; or a response without integrity.
     */
    NO_INTEGRITY,
    /**
     * The integrity attribute does not verify: a wrong password or a changed message. Requests get 401 within the
     * budget.
     */
    BAD_INTEGRITY,
    /** The USERNAME does not begin with this session's ufrag. Answered 401 within the budget. */
    WRONG_LOCAL_UFRAG,
    /** The USERNAME does not end with the peer's ufrag. Answered 401 within the budget. */
    WRONG_REMOTE_UFRAG,
    /** An authenticated message with a comprehension-required attribute that is unknown. Requests get 420. */
    UNKNOWN_ATTRIBUTE,
    /** An authenticated request from a peer that claims to be controlled. Answered 487. */
    ROLE_CONFLICT,
    /** An authenticated request whose transaction id was seen before: answered, but it moves nothing. */
    REPLAY,
    /** A response to no live transaction. */
    UNKNOWN_TRANSACTION,
    /** A response from another address than the request went to (RFC 8445 section 7.2.5.2.1). */
    WRONG_SOURCE,
    /** The peer answered our check with an error. */
    PEER_REFUSED,
    /** DTLS or media from an address that has not authenticated, or whose path was forgotten since. */
    NOT_AUTHENTICATED,
    /** Arrived after consent was lost or the session ended. */
    NO_CONSENT,
    /** The queue of a path that awaits its proof was full, or the datagram too long to wait there. */
    OVERFLOW,
    /** Waited on a path that was forgotten before it was proven. */
    NEVER_PROVEN
}
