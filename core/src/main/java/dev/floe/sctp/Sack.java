package dev.floe.sctp;

/** What a SACK chunk says (RFC 9260 section 3.3.4). A view of a lent packet: valid for the call. */
interface Sack {
    /** Returns the last TSN up to which nothing is missing. */
    int cumulativeTsn();

    /** Returns the receive window that the peer announces, 0 to 2^32 - 1 bytes. */
    long window();

    /** Returns how many gap blocks there are. The peer may have written them in any order, overlapping or empty. */
    int gapCount();

    /** Returns where a gap block begins: an offset from the cumulative TSN, 0 to 65535. */
    int gapStart(int index);

    /** Returns where a gap block ends, inclusive: an offset from the cumulative TSN, 0 to 65535. */
    int gapEnd(int index);
}
