package dev.floe.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one {@link PeerSessions}: how many there may be, which there are, and when the last is gone.
 * Thread-safe.
 */
final class SessionRegister implements Keeper {
    private final int maximum;
    private final Set<PeerSession> live = new LinkedHashSet<>();
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
    public void closed(PeerSession session) {
        if (leave(session)) {
            emptied.complete(null);
        }
    }

    @Override
    public void failed() {
        if (leave(null)) {
            emptied.complete(null);
        }
    }

    private synchronized boolean leave(@Nullable PeerSession session) {
        if (session != null) {
            live.remove(session);
        }
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
}
