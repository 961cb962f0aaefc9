package dev.floe.sctp;

/** Why an association is over. */
public enum SctpEnd {
    /** This side ended it. */
    CLOSED,
    /** The peer ended it in order (RFC 9260 section 9.2). */
    CLOSED_BY_PEER,
    /** The peer aborted it (RFC 9260 section 9.1). */
    ABORTED_BY_PEER,
    /** The peer broke the protocol, and this side aborted. */
    PROTOCOL_VIOLATION
}
