package dev.floe.session;

import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The sessions of one {@link PeerSessions}: how many there may be, which there are, what those counted that are over,
 * and when the last is gone.
 * Thread-safe.
 */
final class SessionRegister implements Keeper {
    private final int maximum;
    private final Set<PeerSession> live = new LinkedHashSet<>();
    private final Tally ended = new Tally();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private int places;
    private boolean closing;

    SessionRegister(int maximum) {
        this.maximum = maximum;
    }

    /**
     * Takes a place for a session that is about to start.
     *
     * @throws TooManySessionsException if none is left
     * @throws IllegalStateException after {@link #close}
     */
    synchronized void reserve() {
        if (closing) {
            throw new IllegalStateException("these sessions are closed");
        }
        if (places == maximum) {
            throw new TooManySessionsException(maximum);
        }
        places++;
    }

    @Override
    public synchronized void opened(PeerSession session) {
        live.add(session);
        if (closing) {
            session.requestClose();
        }
    }

    @Override
    public void closed(PeerSession session, SessionEnd end, PeerStats last) {
        if (leave(session, end, last)) {
            emptied.complete(null);
        }
    }

    @Override
    public void failed() {
        if (leave()) {
            emptied.complete(null);
        }
    }

    /** In one step with what it counted, so that a {@link #census} finds each session once. */
    private synchronized boolean leave(PeerSession session, SessionEnd end, PeerStats last) {
        live.remove(session);
        ended.add(last);
        ended.add(end.reason());
        return leave();
    }

    private synchronized boolean leave() {
        places--;
        return closing && places == 0;
    }

    /** Closes all sessions, and lets none in any more. */
    void close() {
        if (shut()) {
            emptied.complete(null);
        }
    }

    /** Completes when the last session is gone after {@link #close}. */
    CompletableFuture<Void> emptied() {
        return emptied;
    }

    private synchronized boolean shut() {
        closing = true;
        live.forEach(PeerSession::requestClose);
        return places == 0;
    }

    /** Returns those that live, the oldest first. */
    synchronized List<PeerSession> snapshot() {
        return List.copyOf(live);
    }

    /** Returns those that live, and what those counted that are over. */
    synchronized Census census() {
        return new Census(List.copyOf(live), ended.copy());
    }
}
