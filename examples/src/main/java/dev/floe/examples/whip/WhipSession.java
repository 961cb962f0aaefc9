package dev.floe.examples.whip;

import dev.floe.session.PeerSession;
import dev.floe.status.SessionEnd;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session that was opened by POST, and what HTTP has to know of it. Thread-safe; {@code toString} hides its secrets. */
public final class WhipSession {
    private final PeerSession peer;
    private final String token;
    private final String entityTag;
    private final IceLines offer;
    private final long openedNanos = System.nanoTime();
    private volatile @Nullable Ended ended;

    private record Ended(SessionEnd end, long nanos) {}

    WhipSession(PeerSession peer, String token, String entityTag, IceLines offer) {
        this.peer = peer;
        this.token = token;
        this.entityTag = entityTag;
        this.offer = offer;
        peer.closed().whenComplete((end, fault) -> {
            if (end != null) {
                ended = new Ended(end, System.nanoTime());
            }
        });
    }

    /** Returns the session itself. */
    public PeerSession peer() {
        return peer;
    }

    /** Returns how it ended; empty while it lives. */
    public Optional<SessionEnd> end() {
        return Optional.ofNullable(ended).map(Ended::end);
    }

    /** Returns how long ago it was opened. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** Returns whether it ended more than {@code memory} ago. */
    boolean isForgotten(Duration memory) {
        Ended over = ended;
        return over != null && System.nanoTime() - over.nanos() > memory.toNanos();
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
