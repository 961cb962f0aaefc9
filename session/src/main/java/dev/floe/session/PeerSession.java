package dev.floe.session;

import dev.floe.engine.EngineConfig;
import dev.floe.ice.CandidatePair;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.LocalDescription;
import dev.floe.sdp.MediaTerms;
import dev.floe.sdp.RemoteDescription;
import dev.floe.sdp.SdpException;
import dev.floe.session.data.DataChannel;
import dev.floe.session.data.DataChannelOptions;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SctpParameters;
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

/**
 * One peer session: one UDP socket. Thread-safe, never blocks.
 *
 * <p>The socket is bound and answers checks from the moment that {@link Builder#start}, {@link PeerSessions#accept} or {@link PeerSessions#offer} completes. It is
 * closed when the session ends: by {@link #close}, or for any other {@link dev.floe.status.EndReason}.
 *
 * <p>Stages complete on the session's event loop, and so do stages that are chained to them without an executor: they must not block.
 * Completing a stage from outside, as with {@code toCompletableFuture().complete(…)}, touches a copy only.
 */
public final class PeerSession {
    private final String id = Drawn.name();
    private final LoopSession loop;
    private final InetSocketAddress localAddress;
    private final Negotiation negotiation;
    private final Progress progress;

    PeerSession(LoopSession loop, SessionPlan plan, InetSocketAddress localAddress) {
        this.loop = loop;
        this.localAddress = localAddress;
        this.negotiation = new Negotiation(plan, localAddress);
        this.progress = new Progress(this, plan.listener());
    }

    /** {@return a builder of one session on its own: credentials in, description out} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the public random name of the session, 16 hex digits; no secret} */
    public String id() {
        return id;
    }

    /** {@return where the socket is, or was, bound} */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /**
     * {@return what the peer must be told, as it stands after the last ICE restart; {@code sdpLines()} are the lines to add to an answer of
     * one's own}
     */
    public LocalDescription description() {
        return negotiation.local();
    }

    /**
     * {@return the whole answer, as it stands after the last ICE restart, lines ended by CRLF} It holds the session's password.
     *
     * @throws IllegalStateException if the peer has not offered: see {@link PeerSessions#accept}
     */
    public String answer() {
        return negotiation
                .answer()
                .orElseThrow(() -> new IllegalStateException("answer: the session was not made from an offer"));
    }

    /**
     * {@return the whole offer that the session was started with, lines ended by CRLF} It holds the session's first password.
     *
     * @throws IllegalStateException if the session was not made by {@link PeerSessions#offer}
     */
    public String offer() {
        return negotiation
                .offer()
                .orElseThrow(() -> new IllegalStateException("offer: the session was not made to offer"));
    }

    /** {@return what the peer has told last; empty if that is not known yet, or only its credentials are} */
    public Optional<RemoteDescription> remoteDescription() {
        return negotiation.peer();
    }

    /**
     * Opens a reliable, ordered data channel; see {@link #openDataChannel(String, DataChannelOptions)}.
     *
     * @param label at most 65,535 bytes of UTF-8
     * @return the channel, which is not open yet
     */
    public DataChannel openDataChannel(String label) {
        return openDataChannel(label, DataChannelOptions.RELIABLE);
    }

    /**
     * Opens a data channel. It may be asked for at any time: the channel is open once the session is secured and the peer has answered. If
     * no stream is free by then, or the id that was agreed on is beyond those that both sides have (Chromium has 1,024), it is closed
     * instead.
     *
     * @param label at most 65,535 bytes of UTF-8
     * @param options what it shall be like
     * @return the channel, which is not open yet
     * @throws IllegalArgumentException if the label is too long, or the id that was agreed on is in use
     * @throws IllegalStateException if the session has a data slot of the application's own or no DTLS slot, the peer's offer has no m-line
     *     for data, or the SCTP association is over
     */
    public DataChannel openDataChannel(String label, DataChannelOptions options) {
        return loop.channels()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "openDataChannel: the peer offered none, or the session has no DTLS slot or a data slot of its own"))
                .open(label, options);
    }

    /**
     * Restarts ICE because the peer does, where the embedder reads its descriptions, or it came as a fragment (RFC 9725 section 4.3.3).
     * Data goes on over the selected pair until another, or the same, is nominated and proven under the new credentials; until then, but
     * for 30 s at most, checks verify under both. DTLS and the slots notice nothing (RFC 8445 section 9).
     *
     * @param remote the peer's new credentials
     * @return completes with this side's new description, which the peer must be told; fails, and nothing has changed, with
     *     {@link IllegalArgumentException} if ufrag or password stays what it was, with {@link IllegalStateException} if the peer's first
     *     credentials are not known yet or the session has ended
     */
    public CompletionStage<LocalDescription> restart(IceCredentials remote) {
        Objects.requireNonNull(remote, "remote");
        return loop.ask((now, engine) -> negotiation.restart(now, engine, remote));
    }

    /**
     * Takes a later offer of the peer's (RFC 3264 section 8). If both its credentials are new, ICE restarts as in {@link #restart}; if
     * neither is, it only draws another answer.
     *
     * @param nextOffer the whole session description
     * @return completes with the answer; fails, and nothing has changed, with {@link dev.floe.sdp.SdpException} if the offer breaks a rule,
     *     has only one of ufrag and password anew, or other fingerprints or another DTLS role (RFC 8842 section 4), with
     *     {@link IllegalStateException} if the peer has not described itself before or the session has ended
     */
    public CompletionStage<String> accept(String nextOffer) {
        try {
            RemoteDescription next = negotiation.read(RemoteDescription.parse(nextOffer));
            return loop.ask((now, engine) -> negotiation.accept(now, engine, next));
        } catch (SdpException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    /**
     * Learns the peer, where the session was started without {@link Builder#remote}. Checks that came before were answered; now their
     * paths are proven, if they named the same ufrag (RFC 8445 section 7.3).
     *
     * @param credentials the peer's
     * @param fingerprints of which its certificate must match one
     * @param role this side's DTLS role, which the peer's answer has settled
     * @return completes with this session; fails, and nothing has changed, with {@link IllegalStateException} if the peer is known already
     *     or the session has ended, with {@link IllegalArgumentException} if the description has told another role
     */
    public CompletionStage<PeerSession> remote(
            IceCredentials credentials, List<Fingerprint> fingerprints, DtlsRole role) {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(role, "role");
        List<Fingerprint> known = List.copyOf(fingerprints);
        return loop.ask((now, engine) -> {
            negotiation.learn(now, engine, credentials, known, role);
            return this;
        });
    }

    /**
     * Learns the peer from its answer to this side's offer; otherwise as {@link #remote}.
     *
     * @param answerSdp the whole session description
     * @return completes with this session; fails, and nothing has changed, with {@link dev.floe.sdp.SdpException} if the answer breaks a
     *     rule, with {@link IllegalStateException} if the peer is known already or the session has ended
     */
    public CompletionStage<PeerSession> remoteAnswer(String answerSdp) {
        try {
            RemoteDescription answered = negotiation.read(RemoteDescription.parseAnswer(answerSdp));
            return loop.ask((now, engine) -> {
                negotiation.learn(now, engine, answered);
                return this;
            });
        } catch (SdpException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    /**
     * Completes with the first selected pair; fails with {@link SessionEndedException} if the session ends before.
     *
     * @return a stage of the pair
     */
    public CompletionStage<CandidatePair> connected() {
        return progress.connected();
    }

    /**
     * Completes when the DTLS handshake is done and the peer's certificate has matched; fails with {@link SessionEndedException} if
     * the session ends before.
     *
     * @return a stage of this session
     */
    public CompletionStage<PeerSession> secured() {
        return progress.secured();
    }

    /**
     * Completes when the session has ended and everything of it is released: its socket is closed by then. Never fails.
     *
     * @return a stage of the reason and the time
     */
    public CompletionStage<SessionEnd> closed() {
        return progress.closed();
    }

    /**
     * Takes a snapshot, on the session's event loop; after the end, the final one.
     *
     * @return a stage of the snapshot
     */
    public CompletionStage<PeerStats> stats() {
        return loop.stats();
    }

    /**
     * Takes what {@link Builder#recorder} has had kept so far; after the end, all that is left of it. Without a recorder it has no
     * messages and no events.
     *
     * @return a stage of the recording
     */
    public CompletionStage<SessionRecording> recording() {
        return loop.recording();
    }

    /**
     * Describes the session for people: where it stands, what it has counted, and the messages and events of its {@link #recording}, a line
     * each. It holds addresses and ufrags, and no password. Unlike the other stages, this one completes on a thread of the common pool: decoding
     * a long recording would hold up the event loop.
     *
     * @return a stage of the text
     */
    public CompletionStage<String> dump() {
        return recording().thenApplyAsync(SessionRecording::text);
    }

    /** {@return the last known ICE state} */
    public SessionState state() {
        return progress.state();
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
        return "PeerSession[id=" + id + ", local=" + localAddress + ", state=" + state() + "]";
    }

    /** Where the event loop tells what happens. */
    Progress progress() {
        return progress;
    }

    /** Collects what a session is made of. Not thread-safe. Every setter throws {@link IllegalArgumentException}, naming field and rule. */
    public static final class Builder {
        private @Nullable InetSocketAddress bind;
        private List<InetAddress> advertise = List.of();
        private @Nullable IceCredentials local;
        private @Nullable IceCredentials remote;
        private List<Fingerprint> fingerprints = List.of();
        private SctpParameters sctp = SctpParameters.DEFAULT;
        private @Nullable DtlsRole role;
        private final SlotChoice slots = new SlotChoice();
        private SessionListener listener = new SessionListener() {};

        private Builder() {}

        /**
         * What the socket is bound to, and unless {@link #advertise} says otherwise what the peer is told. Required.
         *
         * @param address one address of this machine, not the wildcard; port 0 for any that is free
         * @return this builder
         */
        public Builder bind(InetSocketAddress address) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("bind: " + address + " must be resolved");
            }
            Addresses.requireBindable("bind", address.getAddress());
            bind = address;
            return this;
        }

        /**
         * The addresses that the peer is told instead of the bound one. Each must lead to the bound address at the same port: that address
         * itself, and the public sides of 1:1 NATs that keep ports. Another address of this machine does not, as a reply would leave from
         * the bound one. The first is the description's default.
         *
         * @param addresses at least one; all different, and of the bound address's IP version
         * @return this builder
         */
        public Builder advertise(InetAddress... addresses) {
            advertise = Addresses.requireDifferent("advertise", addresses);
            return this;
        }

        /**
         * This side's credentials; drawn anew for each session if not given, 48 bits of ufrag and 144 of password (RFC 8445 section 5.3).
         *
         * @param credentials ufrag and password
         * @return this builder
         */
        public Builder local(IceCredentials credentials) {
            local = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /**
         * The peer's credentials: {@code a=ice-ufrag} and {@code a=ice-pwd} of its description (RFC 8839 section 5.4). If they are not known yet, because this
         * side offers, leave them out: until {@link PeerSession#remote} or {@link PeerSession#remoteAnswer} brings them, checks are
         * answered and nothing else is sent.
         *
         * @param credentials ufrag and password
         * @return this builder
         */
        public Builder remote(IceCredentials credentials) {
            remote = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /**
         * The {@code a=fingerprint} lines of the peer's description, of which its certificate must match one (RFC 8122 section 5). None if
         * not given, and then the ready-made DTLS refuses every peer.
         *
         * @param fingerprints at least one is needed for DTLS
         * @return this builder
         */
        public Builder remoteFingerprints(List<Fingerprint> fingerprints) {
            this.fingerprints = List.copyOf(fingerprints);
            return this;
        }

        /**
         * What the peer's description says about SCTP, {@code a=sctp-port} and {@code a=max-message-size} in bytes (RFC 8841); if not given, port 5000 and 64 KiB.
         *
         * @param parameters port and longest message
         * @return this builder
         */
        public Builder remoteSctp(SctpParameters parameters) {
            sctp = Objects.requireNonNull(parameters, "parameters");
            return this;
        }

        /**
         * This side's DTLS role (RFC 8842 section 5); if not given, {@code SERVER} beside known {@link #remote} credentials, else left to the peer's answer.
         *
         * @param role who begins the handshake
         * @return this builder
         */
        public Builder role(DtlsRole role) {
            this.role = Objects.requireNonNull(role, "role");
            return this;
        }

        /**
         * Makes the DTLS slot. Without one, DTLS is dropped and counted.
         *
         * @param dtls called once, on the event loop
         * @return this builder
         */
        public Builder dtls(DtlsSlot.Factory dtls) {
            slots.dtls(dtls);
            return this;
        }

        /**
         * Makes the data slot, in the place of the ready-made {@link dev.floe.session.data.DataChannels}.
         *
         * @param data called once, on the event loop
         * @return this builder
         */
        public Builder data(DataSlot.Factory data) {
            slots.data(data);
            return this;
        }

        /**
         * Makes the media slot. Without one, media is dropped and counted.
         *
         * @param media called once, on the event loop
         * @return this builder
         */
        public Builder media(MediaSlot.Factory media) {
            slots.media(media, MediaTerms.AS_OFFERED);
            return this;
        }

        /**
         * How consent is asked for (RFC 7675); {@link ConsentPolicy#DEFAULT}, every second, if not given.
         *
         * @param policy how often, and what renews it
         * @return this builder
         */
        public Builder consent(ConsentPolicy policy) {
            slots.consent(policy);
            return this;
        }

        /**
         * How long the peer may take to its first valid check, and from there once more to prove a path; then the session ends with
         * {@code NEVER_CONNECTED}. Up to a day; 30 s if not given.
         *
         * @param timeout more than zero, at most a day
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            slots.connectTimeout(timeout);
            return this;
        }

        /**
         * Has the session keep its last STUN messages and events, for {@link PeerSession#recording} and {@link PeerSession#dump}. Nothing is kept
         * if not given. A message takes some 300 bytes of memory, and a little over 2 KiB at most.
         *
         * @param entries how many messages, and how many events, are kept; the oldest give way. 1 to 65,536
         * @return this builder
         */
        public Builder recorder(int entries) {
            slots.recorder(entries);
            return this;
        }

        /**
         * Who hears what happens, on the session's event loop; nobody if not given.
         *
         * @param listener called on the event loop
         * @return this builder
         */
        public Builder listener(SessionListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Binds the socket and starts the session, on event loops that all sessions started this way share; their threads are there
         * while there is such a session.
         *
         * @return completes on an event loop with the running session, or fails: with {@link java.net.BindException} if the address is not this
         *     machine's or the port is taken, with {@link java.io.IOException} if no socket can be opened, or with what a slot's
         *     factory threw
         * @throws IllegalArgumentException if {@link #bind} is missing, or one of {@link #advertise} is of the other IP version
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
            advertise.forEach(other -> Addresses.requireSameVersion(address.getAddress(), other));
            IceCredentials own = local == null ? Drawn.credentials() : local;
            DtlsRole wanted = role == null ? DtlsRole.SERVER : role;
            Optional<DtlsRole> told = remote == null ? Optional.ofNullable(role) : Optional.of(wanted);
            EngineConfig engine = slots.engine(own, Optional.ofNullable(remote), wanted, fingerprints, sctp);
            return new SessionPlan(
                    address.getAddress(),
                    PortRange.only(address.getPort()),
                    advertise,
                    engine,
                    0,
                    slots.recorded(),
                    Opening.elsewhere(told, slots.choice()),
                    listener);
        }
    }
}
