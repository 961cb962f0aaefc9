package dev.floe.session;

import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;

/** Keeps count of sessions for whoever started them. Called on event loops. */
interface Keeper {
    /** A session has started; called before its start completes. */
    void opened(PeerSession session);

    /**
     * A session has ended, and its socket is closed; called before its listener and stages are told.
     *
     * @param session which
     * @param end how
     * @param last what it had counted by then
     */
    void closed(PeerSession session, SessionEnd end, PeerStats last);

    /** A session could not be started. */
    void failed();
}
