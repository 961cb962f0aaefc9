package dev.floe.ice;

import dev.floe.status.ConsentState;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent stands between its start and its end: when its peer was heard, and what state that and the selected
 * path make.
 */
final class Lifecycle {
    private final IceOutput output;
    private final long connectTimeout;
    private SessionState state = SessionState.NEW;
    private @Nullable EndReason lost;
    private boolean closed;
    private boolean heard;
    private long heardAt;
    private long connectBy;

    Lifecycle(long now, Duration connectTimeout, IceOutput output) {
        this.output = output;
        this.connectTimeout = connectTimeout.toNanos();
        this.connectBy = now + this.connectTimeout;
    }

    /** Something authentic came; the first time gives the peer another timeout to prove a path in. */
    void hear(long now) {
        if (!heard) {
            heard = true;
            connectBy = now + connectTimeout;
        }
        heardAt = now;
    }

    boolean isEnded() {
        return closed || lost != null;
    }

    /** Returns why the agent cannot go on, or null if it can. */
    @Nullable
    EndReason overdue(long now, @Nullable Path selected) {
        if (selected == null) {
            return now - connectBy >= 0 ? EndReason.NEVER_CONNECTED : null;
        }
        return selected.isConsenting(now) ? null : EndReason.CONSENT_EXPIRED;
    }

    long untilConnect(long now) {
        return connectBy - now;
    }

    void lose(long now, EndReason reason) {
        lost = reason;
        output.onLost(now, reason);
    }

    void close() {
        closed = true;
    }

    /** Tells of the state, if it has changed. */
    void update(long now, @Nullable Path selected) {
        if (isEnded()) {
            return;
        }
        SessionState next = heard ? SessionState.CHECKING : SessionState.NEW;
        if (selected != null) {
            next = selected.consent().doubtful(now) ? SessionState.DISCONNECTED : SessionState.CONNECTED;
        }
        if (next != state) {
            state = next;
            output.onState(next);
        }
    }

    SessionState state() {
        return state;
    }

    ConsentState consent(long now, @Nullable Path selected) {
        if (lost != null) {
            return lost.finalConsent();
        }
        if (selected == null) {
            return ConsentState.NONE;
        }
        return selected.isConsenting(now) ? ConsentState.GRANTED : ConsentState.EXPIRED;
    }

    Optional<Duration> sinceHeard(long now) {
        return heard ? Optional.of(Duration.ofNanos(now - heardAt)) : Optional.empty();
    }
}
