package dev.floe.examples.whip;

import dev.floe.session.PeerSession;
import dev.floe.status.SessionEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A session that was opened by POST, and what HTTP has to know of it. Thread-safe; {@code toString} hides its secrets. */
public final class WhipSession {
    private final PeerSession peer;
    private final String token;
    private final long openedNanos = System.nanoTime();
    private volatile String entityTag = Secrets.drawTag();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    WhipSession(PeerSession peer, String token) {
        this.peer = peer;
        this.token = token;
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

    /** Returns the entity tag with its quotes. It names the ICE session, and changes when ICE restarts (RFC 9725 section 4.3.1). */
    String entityTag() {
        return entityTag;
    }

    /** Draws another entity tag, and returns it. */
    String renewEntityTag() {
        String renewed = Secrets.drawTag();
        entityTag = renewed;
        return renewed;
    }

    /** Handles one request when those before it are done, so that what one of them finds holds until it has acted. */
    synchronized <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> mine = last.handle((done, failed) -> request.get())
                .thenCompose(stage -> stage)
                .toCompletableFuture();
        last = mine;
        return mine.copy();
    }

    @Override
    public String toString() {
        return "WhipSession[" + peer.id() + "]";
    }
}
