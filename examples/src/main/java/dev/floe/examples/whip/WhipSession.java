package dev.floe.examples.whip;

import dev.floe.session.PeerSession;
import dev.floe.status.SessionEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A session that was opened by POST, and what HTTP has to know of it. Thread-safe; {@code toString} hides its secrets. */
public final class WhipSession {
    private final PeerSession peer;
    private final String token;
    private final String entityTag;
    private final IceLines offer;
    private final long openedNanos = System.nanoTime();

    WhipSession(PeerSession peer, String token, String entityTag, IceLines offer) {
        this.peer = peer;
        this.token = token;
        this.entityTag = entityTag;
        this.offer = offer;
    }

    /** Returns the session itself. */
    public PeerSession peer() {
        return peer;
    }

    /** Returns how it ended; empty while it lives. */
    public Optional<SessionEnd> end() {
        if (!peer.state().isEnded()) {
            return Optional.empty();
        }
        CompletableFuture<SessionEnd> closed = peer.closed().toCompletableFuture();
        return closed.isDone() ? Optional.of(closed.join()) : Optional.empty();
    }

    /** Returns how long ago it was opened. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** Returns whether it ended more than {@code memory} ago. */
    boolean isForgotten(Duration memory) {
        return end().map(end -> age().minus(end.after()).compareTo(memory) > 0).orElse(false);
    }

    String token() {
        return token;
    }

    /** Returns the entity tag with its quotes. */
    String entityTag() {
        return entityTag;
    }

    IceLines offer() {
        return offer;
    }

    @Override
    public String toString() {
        return "WhipSession[" + peer.id() + "]";
    }
}
