package dev.floe.session;

/** Keeps count of sessions for whoever started them. Called on event loops. */
interface Keeper {
    /** A session has started; called before its start completes. */
    void opened(PeerSession session);

    /** A session has ended, and its socket is closed; called before its listener and stages are told. */
    void closed(PeerSession session);

    /** A session could not be started. */
    void failed();
}
