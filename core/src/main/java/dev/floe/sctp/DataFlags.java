package dev.floe.sctp;

/** The flags of a DATA chunk (RFC 9260 section 3.3.1, RFC 7053). */
final class DataFlags {
    static final int END = 1;
    static final int BEGIN = 2;
    static final int UNORDERED = 4;
    /** The sender wants its SACK at once. */
    static final int IMMEDIATE = 8;

    private DataFlags() {}
}
