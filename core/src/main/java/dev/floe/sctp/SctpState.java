package dev.floe.sctp;

/** The states of an association (RFC 9260 section 4). */
public enum SctpState {
    /** Nothing was begun, or it is over. */
    CLOSED,
    /** INIT was sent. */
    COOKIE_WAIT,
    /** INIT ACK has come and the cookie went back. */
    COOKIE_ECHOED,
    /** Data flows. */
    ESTABLISHED,
    /** This side ends the association, once all that it sent is acknowledged. */
    SHUTDOWN_PENDING,
    /** SHUTDOWN was sent. */
    SHUTDOWN_SENT,
    /** The peer ends the association; what this side still has to send is sent. */
    SHUTDOWN_RECEIVED,
    /** SHUTDOWN ACK was sent. */
    SHUTDOWN_ACK_SENT;

    /** {@return whether new messages are taken} */
    public boolean takesMessages() {
        return this == CLOSED || this == COOKIE_WAIT || this == COOKIE_ECHOED || this == ESTABLISHED;
    }

    boolean isUp() {
        return ordinal() >= ESTABLISHED.ordinal();
    }
}
