package dev.floe.session;

import dev.floe.ice.CandidatePair;
import dev.floe.session.data.DataChannel;
import dev.floe.status.DtlsState;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a session has come, and who is told: the log, its listener, its stages. Events come on its event loop; stages and state may
 * be asked for by any thread.
 */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSession.class);

    private final PeerSession session;
    private final SessionListener listener;
    private final CompletableFuture<CandidatePair> connected = new CompletableFuture<>();
    private final CompletableFuture<PeerSession> secured = new CompletableFuture<>();
    private final CompletableFuture<SessionEnd> closed = new CompletableFuture<>();
    private volatile SessionState state = SessionState.NEW;
    private @Nullable CandidatePair pair;

    Progress(PeerSession session, SessionListener listener) {
        this.session = session;
        this.listener = listener;
    }

    CompletionStage<CandidatePair> connected() {
        return Stages.copy(connected);
    }

    CompletionStage<PeerSession> secured() {
        return Stages.copy(secured);
    }

    CompletionStage<SessionEnd> closed() {
        return Stages.copy(closed);
    }

    SessionState state() {
        return state;
    }

    void stateIs(SessionState now) {
        state = now;
        LOG.debug("session {}: {}", session.id(), now);
        announce(() -> listener.onState(session, now));
        completeConnected();
    }

    void selected(CandidatePair chosen) {
        if (pair == null) {
            LOG.info("session {}: connected to {}", session.id(), chosen.remote());
        } else {
            LOG.debug("session {}: moved to {}", session.id(), chosen.remote());
        }
        pair = chosen;
        announce(() -> listener.onSelectedPair(session, chosen));
        completeConnected();
    }

    /** Pair and state come one after the other; whoever waits shall find both. */
    private void completeConnected() {
        CandidatePair chosen = pair;
        if (chosen != null && state == SessionState.CONNECTED) {
            connected.complete(chosen);
        }
    }

    void dtlsIs(DtlsState now) {
        LOG.debug("session {}: DTLS {}", session.id(), now);
        announce(() -> listener.onDtlsState(session, now));
        if (now == DtlsState.CONNECTED) {
            secured.complete(session);
        }
    }

    void opened(DataChannel channel) {
        announce(() -> listener.onDataChannel(session, channel));
    }

    void ended(SessionEnd end) {
        LOG.info("session {}: ended: {}", session.id(), end);
        announce(() -> listener.onEnd(session, end));
        connected.completeExceptionally(new SessionEndedException(end));
        secured.completeExceptionally(new SessionEndedException(end));
        closed.complete(end);
    }

    private void announce(Runnable call) {
        try {
            call.run();
        } catch (Throwable fault) {
            LOG.warn("session {}: its listener failed; the session goes on", session.id(), fault);
        }
    }
}
