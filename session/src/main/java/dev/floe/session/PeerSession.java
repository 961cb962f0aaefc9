package dev.floe.session;

import dev.floe.engine.EngineConfig;
import dev.floe.ice.CandidatePair;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.LocalDescription;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.MediaSlot;
import dev.floe.status.DtlsState;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer session: one UDP socket. Thread-safe, never blocks.
 *
 * <p>The socket is bound and answers checks from the moment that {@link Builder#start} or {@link PeerSessions#accept} completes. It is
 * closed when the session ends: by {@link #close}, or for any other {@link dev.floe.status.EndReason}.
 *
 * <p>Stages complete on the session's event loop, and so do stages that are chained to them without an executor: they must not block.
 * Completing a stage from outside, as with {@code toCompletableFuture().complete(…)}, touches a copy only.
 */
public final class PeerSession {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSession.class);

    private final String id = Drawn.name();
    private final LoopSession loop;
    private final InetSocketAddress localAddress;
    private final LocalDescription description;
    private final @Nullable String answer;
    private final SessionListener listener;
    private final CompletableFuture<CandidatePair> connected = new CompletableFuture<>();
    private final CompletableFuture<PeerSession> secured = new CompletableFuture<>();
    private final CompletableFuture<SessionEnd> closed = new CompletableFuture<>();
    private volatile SessionState state = SessionState.NEW;
    private @Nullable CandidatePair pair;

    PeerSession(LoopSession loop, SessionPlan plan, InetSocketAddress localAddress) {
        this.loop = loop;
        this.localAddress = localAddress;
        this.description = plan.describe(localAddress);
        this.answer = plan.offer()
                .map(offer -> description.answer(offer, Drawn.sessionId()))
                .orElse(null);
        this.listener = plan.listener();
    }

    /** Returns a builder of one session on its own: credentials in, description out. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the public random name of the session, 16 hex digits; no secret. */
    public String id() {
        return id;
    }

    /** Returns where the socket is, or was, bound. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** Returns what the peer must be told; {@code sdpLines()} are the lines to add to an answer of one's own. */
    public LocalDescription description() {
        return description;
    }

    /**
     * Returns the whole answer, lines ended by CRLF. It holds the session's password.
     *
     * @throws IllegalStateException if the session was not made from an offer, by {@link PeerSessions#accept}
     */
    public String answer() {
        String made = answer;
        if (made == null) {
            throw new IllegalStateException("answer: the session was not made from an offer");
        }
        return made;
    }

    /** Completes with the first selected pair; fails with {@link SessionEndedException} if the session ends before. */
    public CompletionStage<CandidatePair> connected() {
        return Stages.copy(connected);
    }

    /**
     * Completes when the DTLS handshake is done and the peer's certificate has matched; fails with {@link SessionEndedException} if
     * the session ends before.
     */
    public CompletionStage<PeerSession> secured() {
        return Stages.copy(secured);
    }

    /** Completes when the session has ended and everything of it is released: its socket is closed by then. Never fails. */
    public CompletionStage<SessionEnd> closed() {
        return Stages.copy(closed);
    }

    /** Takes a snapshot; after the end, the final one. */
    public CompletionStage<PeerStats> stats() {
        return loop.stats();
    }

    /** Returns the last known ICE state. */
    public SessionState state() {
        return state;
    }

    /**
     * Closes in order: what the slots have to say goodbye leaves first, a DTLS close_notify above all. Closing twice, or after the end,
     * is harmless.
     *
     * @return {@link #closed}; its reason is {@code CLOSED} unless something else was faster
     */
    public CompletionStage<SessionEnd> close() {
        requestClose();
        return closed();
    }

    void requestClose() {
        loop.close();
    }

    /** Returns name, address and state; no secret. */
    @Override
    public String toString() {
        return "PeerSession[id=" + id + ", local=" + localAddress + ", state=" + state + "]";
    }

    // What the event loop tells

    void stateIs(SessionState now) {
        state = now;
        LOG.debug("session {}: {}", id, now);
        announce(() -> listener.onState(this, now));
        completeConnected();
    }

    void selected(CandidatePair chosen) {
        if (pair == null) {
            LOG.info("session {}: connected to {}", id, chosen.remote());
        } else {
            LOG.debug("session {}: moved to {}", id, chosen.remote());
        }
        pair = chosen;
        announce(() -> listener.onSelectedPair(this, chosen));
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
        LOG.debug("session {}: DTLS {}", id, now);
        announce(() -> listener.onDtlsState(this, now));
        if (now == DtlsState.CONNECTED) {
            secured.complete(this);
        }
    }

    void ended(SessionEnd end) {
        LOG.info("session {}: ended: {}", id, end);
        announce(() -> listener.onEnd(this, end));
        connected.completeExceptionally(new SessionEndedException(end));
        secured.completeExceptionally(new SessionEndedException(end));
        closed.complete(end);
    }

    private void announce(Runnable call) {
        try {
            call.run();
        } catch (Throwable fault) {
            LOG.warn("session {}: its listener failed; the session goes on", id, fault);
        }
    }

    /** Collects what a session is made of. Not thread-safe. Every setter throws {@link IllegalArgumentException}, naming field and rule. */
    public static final class Builder {
        private @Nullable InetSocketAddress bind;
        private @Nullable InetAddress advertise;
        private @Nullable IceCredentials local;
        private @Nullable IceCredentials remote;
        private List<Fingerprint> fingerprints = List.of();
        private DtlsRole role = DtlsRole.SERVER;
        private final SlotChoice slots = new SlotChoice();
        private SessionListener listener = new SessionListener() {};

        private Builder() {}

        /**
         * What the socket is bound to, and unless {@link #advertise} says otherwise what the peer is told. Required.
         *
         * @param address one address of this machine, not the wildcard; port 0 for any that is free
         */
        public Builder bind(InetSocketAddress address) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("bind: " + address + " must be resolved");
            }
            Addresses.requireDefinite("bind", address.getAddress());
            bind = address;
            return this;
        }

        /** The address that the peer is told instead of the bound one: the public side of a 1:1 NAT that keeps ports. */
        public Builder advertise(InetAddress address) {
            advertise = Addresses.requireDefinite("advertise", address);
            return this;
        }

        /** This side's credentials; drawn anew for each session if not given. */
        public Builder local(IceCredentials credentials) {
            local = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** The peer's credentials: {@code a=ice-ufrag} and {@code a=ice-pwd} of its description. Without them no path can be proven. */
        public Builder remote(IceCredentials credentials) {
            remote = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** The {@code a=fingerprint} lines of the peer's description, of which its certificate must match one. */
        public Builder remoteFingerprints(List<Fingerprint> fingerprints) {
            this.fingerprints = List.copyOf(fingerprints);
            return this;
        }

        /** This side's DTLS role; {@code SERVER} if not given. */
        public Builder role(DtlsRole role) {
            this.role = Objects.requireNonNull(role, "role");
            return this;
        }

        /** Makes the DTLS slot. Without one, DTLS is dropped and counted. */
        public Builder dtls(DtlsSlot.Factory dtls) {
            slots.dtls(dtls);
            return this;
        }

        /** Makes the data slot. Without one, what DTLS carries is dropped. */
        public Builder data(DataSlot.Factory data) {
            slots.data(data);
            return this;
        }

        /** Makes the media slot. Without one, media is dropped and counted. */
        public Builder media(MediaSlot.Factory media) {
            slots.media(media);
            return this;
        }

        /** How consent is asked for; {@link ConsentPolicy#DEFAULT} if not given. */
        public Builder consent(ConsentPolicy policy) {
            slots.consent(policy);
            return this;
        }

        /** How long the peer may take to prove a path, up to a day; 30 s if not given. */
        public Builder connectTimeout(Duration timeout) {
            slots.connectTimeout(timeout);
            return this;
        }

        /** Who hears what happens. */
        public Builder listener(SessionListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Binds the socket and starts the session, on event loops that all sessions started this way share; their threads are there
         * while there is such a session.
         *
         * @return completes with the running session, or fails: with {@link java.net.BindException} if the address is not this
         *     machine's or the port is taken, with {@link java.io.IOException} if no socket can be opened, or with what a slot's
         *     factory threw
         * @throws IllegalArgumentException if {@link #bind} is missing, or {@link #advertise} is of the other IP version
         */
        public CompletionStage<PeerSession> start() {
            SessionPlan plan = plan();
            try {
                SharedLoops shared = SharedLoops.enter();
                return SessionStart.begin(shared.loops(), plan, shared);
            } catch (UncheckedIOException exhausted) {
                return CompletableFuture.failedStage(exhausted.getCause());
            }
        }

        private SessionPlan plan() {
            InetSocketAddress address = bind;
            if (address == null) {
                throw new IllegalArgumentException("bind: must be given");
            }
            Optional<InetAddress> shown = Optional.ofNullable(advertise);
            shown.ifPresent(other -> Addresses.requireSameVersion(address.getAddress(), other));
            IceCredentials own = local == null ? Drawn.credentials() : local;
            EngineConfig engine = slots.engine(own, Optional.ofNullable(remote), role, fingerprints);
            return new SessionPlan(
                    address.getAddress(), PortRange.only(address.getPort()), shown, engine, Optional.empty(), listener);
        }
    }
}
