package dev.floe.sctp;

/** Serial numbers (RFC 1982, RFC 9260 section 1.6), which are compared around their end. */
final class Serial {
    private Serial() {}

    /** Returns whether TSN {@code a} comes before {@code b}. */
    static boolean before(int a, int b) {
        return a - b < 0;
    }

    /** Returns whether stream sequence number {@code a} comes before {@code b}. */
    static boolean ssnBefore(int a, int b) {
        return (short) (a - b) < 0;
    }

    /** Compares stream sequence numbers of which none is half the circle away from another. */
    static int compareSsn(int a, int b) {
        return (short) (a - b);
    }

    /** Returns the stream sequence number after {@code ssn}. */
    static int nextSsn(int ssn) {
        return (ssn + 1) & 0xFFFF;
    }
}
