package dev.floe.sctp;

/** Why a packet or a chunk was not used. */
public enum SctpDrop {
    /** Shorter than a header, or a chunk or parameter that does not fit into what holds it. */
    MALFORMED,
    /** The checksum is wrong (RFC 9260 section 6.8). */
    BAD_CHECKSUM,
    /** Other ports than agreed on. */
    WRONG_PORT,
    /** The verification tag is wrong (RFC 9260 section 8.5). */
    WRONG_TAG,
    /** A chunk that has no place in this state, or beside the others. */
    UNEXPECTED_CHUNK,
    /** A chunk of unknown type (RFC 9260 section 3.2). */
    UNKNOWN_CHUNK,
    /** A cookie that is not ours or was changed. */
    BAD_COOKIE,
    /** A cookie that is older than its life. */
    STALE_COOKIE,
    /** A SACK for what was never sent. */
    BAD_SACK,
    /** Data that came before. */
    DUPLICATE_DATA,
    /** Data beyond the receive window. */
    OUTSIDE_WINDOW,
    /** Data on a stream that was not agreed on. */
    WRONG_STREAM,
    /** Data of a message that is longer than this side takes, or whose pieces contradict each other. */
    BAD_MESSAGE
}
