package dev.floe.sdp;

/**
 * What a description says about its SCTP association (RFC 8841).
 *
 * @param port the SCTP port inside DTLS, 1 to 65535; 5000 where it names none
 * @param maxMessageSize bytes of the longest message the peer takes; {@link Long#MAX_VALUE} if it sets no limit
 *     (written as 0)
 */
public record SctpParameters(int port, long maxMessageSize) {
    static final int DEFAULT_PORT = 5000;
    static final long DEFAULT_MAX_MESSAGE_SIZE = 65536;

    static final String LOCAL_PORT_LINE = "a=sctp-port:" + LocalDescription.SCTP_PORT;
    static final String LOCAL_SIZE_LINE = "a=max-message-size:" + LocalDescription.MAX_MESSAGE_SIZE;
}
