package dev.floe.session.data;

/** The states of a data channel, as W3C's RTCDataChannelState has them. */
public enum DataChannelState {
    /** The peer has not answered yet, or the session is not secured yet. */
    CONNECTING,
    /** Messages may be sent. */
    OPEN,
    /** It is being closed: what was sent before goes on its way. */
    CLOSING,
    /** It is closed, or could not be opened. */
    CLOSED
}
