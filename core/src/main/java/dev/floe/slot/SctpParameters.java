package dev.floe.slot;

/**
 * What a description says about its side of the SCTP association (RFC 8841).
 *
 * @param port the SCTP port inside DTLS, 1 to 65535
 * @param maxMessageSize bytes of the longest message that side takes; {@link Long#MAX_VALUE} if it sets no limit
 *     (written as 0)
 */
public record SctpParameters(int port, long maxMessageSize) {
    /** The port that WebRTC uses. */
    public static final int DEFAULT_PORT = 5000;

    /** What a side takes that names no size (RFC 8841 section 6.1). */
    public static final long DEFAULT_MAX_MESSAGE_SIZE = 65536;

    /** What holds where a description says nothing. */
    public static final SctpParameters DEFAULT = new SctpParameters(DEFAULT_PORT, DEFAULT_MAX_MESSAGE_SIZE);
}
