package dev.floe.session;

import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of sessions that are started on their own: there while there is such a session, and gone, threads
 * too, after the last.
 */
final class SharedLoops implements Keeper {
    private static @Nullable SharedLoops current;

    private final EventLoops loops =
            new EventLoops(Transport.AUTO, Runtime.getRuntime().availableProcessors());
    private int users;

    private SharedLoops() {}

    /** Takes a place on the loops, which the keeper's methods give back. */
    static synchronized SharedLoops enter() {
        SharedLoops shared = current;
        if (shared == null) {
            shared = new SharedLoops();
            current = shared;
        }
        shared.users++;
        return shared;
    }

    private static synchronized void leave(SharedLoops shared) {
        shared.users--;
        if (shared.users == 0) {
            current = null;
            shared.loops.shutdown();
        }
    }

    EventLoops loops() {
        return loops;
    }

    @Override
    public void opened(PeerSession session) {}

    @Override
    public void closed(PeerSession session, SessionEnd end, PeerStats last) {
        leave(this);
    }

    @Override
    public void failed() {
        leave(this);
    }
}
