package dev.floe.session;

/** As many sessions live, or are being started, as {@link PeerSessions.Builder#maxSessions} allows. */
public final class TooManySessionsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TooManySessionsException(int maximum) {
        super("maxSessions: " + maximum + " sessions live already");
    }
}
