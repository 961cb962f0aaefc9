package dev.floe.status;

/** The state of a session's DTLS transport, named after W3C's {@code RTCDtlsTransportState}. */
public enum DtlsState {
    /** No handshake has begun. */
    NEW,
    /** A handshake is under way. */
    CONNECTING,
    /** The handshake is complete and the peer's certificate has matched the offer's fingerprint. */
    CONNECTED,
    /** Closed in order by a close_notify of either side, or with the session. */
    CLOSED,
    /** The handshake failed, or a fatal alert arrived. */
    FAILED
}
