package dev.floe.status;

/** The state of a session's ICE transport, named after W3C's {@code RTCIceTransportState}. */
public enum SessionState {
    /** Nothing authenticated has been heard from the peer yet. */
    NEW,
    /** The peer's checks are arriving and are answered, but no path has been proven yet. */
    CHECKING,
    /** A proven pair is selected and consent on it is fresh. */
    CONNECTED,
    /**
     * Consent still stands but has not been renewed for a while. A warning, never a decision; may return to CONNECTED.
     */
    DISCONNECTED,
    /** Ended by a fault: see the {@link EndReason}. Final. */
    FAILED,
    /** Ended in order, by either side. Final. */
    CLOSED;

    /** {@return whether the session is over} */
    public boolean isEnded() {
        return this == FAILED || this == CLOSED;
    }
}
