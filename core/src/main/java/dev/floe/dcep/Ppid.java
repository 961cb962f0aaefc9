package dev.floe.dcep;

/** SCTP payload protocol identifiers of WebRTC (RFC 8831 section 8). */
public final class Ppid {
    /** A message of {@link dev.floe.dcep DCEP}. */
    public static final int DCEP = 50;

    /** A string in UTF-8. */
    public static final int STRING = 51;

    /** Binary data. */
    public static final int BINARY = 53;

    /** The empty string, carried by one byte that means nothing. */
    public static final int STRING_EMPTY = 56;

    /** No binary data, carried by one byte that means nothing. */
    public static final int BINARY_EMPTY = 57;

    private Ppid() {}
}
