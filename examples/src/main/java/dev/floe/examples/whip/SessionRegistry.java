package dev.floe.examples.whip;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of the server, the oldest first; those that ended stay for a minute, so that one can still see why. Thread-safe. It has no timer: the
 * forgotten ones go when somebody looks or another one comes.
 */
public final class SessionRegistry {
    private static final Duration MEMORY = Duration.ofSeconds(60);

    private final Map<String, WhipSession> byId = new LinkedHashMap<>();
    private final Map<String, WhipSession> byToken = new HashMap<>();

    /** Returns all sessions: a snapshot. */
    public synchronized List<WhipSession> all() {
        prune();
        return List.copyOf(byId.values());
    }

    /** Finds a session by its public id. */
    public synchronized Optional<WhipSession> find(String id) {
        prune();
        return Optional.ofNullable(byId.get(id));
    }

    synchronized void add(WhipSession session) {
        prune();
        byId.put(session.peer().id(), session);
        byToken.put(session.token(), session);
    }

    /** Finds a session by the secret part of its URL. */
    synchronized Optional<WhipSession> resource(String token) {
        prune();
        return Optional.ofNullable(byToken.get(token));
    }

    /** Forgets the URL of a session, once: whoever gets the session has to close it. */
    synchronized Optional<WhipSession> removeResource(String token) {
        prune();
        return Optional.ofNullable(byToken.remove(token));
    }

    private void prune() {
        Collection<WhipSession> sessions = byId.values();
        sessions.removeIf(session -> {
            boolean forgotten = session.isForgotten(MEMORY);
            if (forgotten) {
                byToken.remove(session.token());
            }
            return forgotten;
        });
    }
}
