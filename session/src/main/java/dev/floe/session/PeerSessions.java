package dev.floe.session;

import dev.floe.engine.EngineConfig;
import dev.floe.ice.ConsentPolicy;
import dev.floe.sdp.MediaTerms;
import dev.floe.sdp.RemoteDescription;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SctpParameters;
import io.netty.channel.IoEventLoopGroup;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many sessions that share event loops, address, ports, identity and defaults. A server makes one and keeps it for its life. Thread-safe.
 *
 * <p>{@link #close} ends the sessions and the threads, unless the application has lent its own; until then the threads keep the JVM running.
 */
public final class PeerSessions implements AutoCloseable {
    private final InetAddress address;
    private final List<InetAddress> advertise;
    private final PortRange ports;
    private final SlotChoice slots;
    private final int receiveBuffer;
    private final EventLoops loops;
    private final SessionRegister register;
    private final CompletableFuture<Void> gone;

    private PeerSessions(Builder builder, InetAddress address) {
        this.address = address;
        this.advertise = builder.advertise;
        this.ports = builder.ports;
        this.slots = builder.slots.copy();
        this.receiveBuffer = builder.receiveBuffer;
        this.loops = builder.loops();
        this.register = new SessionRegister(builder.maxSessions);
        this.gone = register.emptied()
                .thenCompose(none -> loops.shutdown())
                .applyToEither(loops.gone(), Function.identity());
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Takes an offer: a session is started for it, whose {@link PeerSession#answer} goes back to the peer. Never blocks. This side's DTLS
     * role is the server's, unless the offer leaves it only the client's.
     *
     * @param offerSdp the whole session description
     * @param listener hears what happens to the session
     * @return completes on an event loop with the running session, whose socket is bound, or fails: with
     *     {@link dev.floe.sdp.SdpException} if the offer breaks a rule, and no socket was opened; with {@link TooManySessionsException},
     *     {@link PortsExhaustedException}, or {@link java.io.IOException} if no socket can be opened or bound; with
     *     what a slot's factory or the {@link MediaTerms} threw; with {@link IllegalStateException} after {@link #close}
     */
    public CompletionStage<PeerSession> accept(String offerSdp, SessionListener listener) {
        Objects.requireNonNull(offerSdp, "offerSdp");
        Objects.requireNonNull(listener, "listener");
        MediaChoice choice = slots.choice();
        RemoteDescription offer;
        try {
            offer = choice.of(RemoteDescription.parse(offerSdp));
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
        return start(Opening.answering(offer, choice), listener);
    }

    /**
     * Makes an offer of data channels: a session is started, whose {@link PeerSession#offer} goes to the peer, and whose
     * {@link PeerSession#remoteAnswer} takes the answer. Never blocks. The peer has {@link Builder#connectTimeout} from now; its checks
     * are answered before its answer is known, and nothing else is sent until then.
     *
     * @param listener hears what happens to the session
     * @return completes on an event loop with the running session, whose socket is bound, or fails as {@link #accept} does
     */
    public CompletionStage<PeerSession> offer(SessionListener listener) {
        Objects.requireNonNull(listener, "listener");
        return start(Opening.offering(slots.choice()), listener);
    }

    private CompletionStage<PeerSession> start(Opening opening, SessionListener listener) {
        try {
            register.reserve();
        } catch (IllegalStateException refused) {
            return CompletableFuture.failedStage(refused);
        }
        EngineConfig engine = slots.engine(
                Drawn.credentials(),
                opening.peer().map(RemoteDescription::credentials),
                opening.role().orElse(DtlsRole.SERVER),
                opening.peer().map(RemoteDescription::fingerprints).orElse(List.of()),
                opening.peer().flatMap(RemoteDescription::sctp).orElse(SctpParameters.DEFAULT));
        return SessionStart.begin(
                loops,
                new SessionPlan(address, ports, advertise, engine, receiveBuffer, slots.recorded(), opening, listener),
                register);
    }

    /** {@return those that live at this moment, the oldest first} The collection does not change any more. */
    public Collection<PeerSession> sessions() {
        return register.snapshot();
    }

    /**
     * Adds up what all sessions have counted, those that are over included: counters never fall. Never blocks, neither the caller nor for
     * long an event loop, on which it asks some hundred sessions at a time; with many sessions it takes some milliseconds. Works after
     * {@link #close}, too.
     *
     * @return completes, on any thread, with a snapshot; sessions are not all asked at the same moment
     */
    public CompletionStage<SessionsStats> stats() {
        return Stages.copy(register.census().take());
    }

    /**
     * Closes all sessions in order, those that are being started too, and then the threads, if they are its own. Calling it twice is harmless.
     *
     * @return completes when everything is released: no socket and no thread is left. It completes on a thread that must not be blocked
     *     for long
     */
    public CompletionStage<Void> closeAsync() {
        register.close();
        return Stages.copy(gone);
    }

    /**
     * Does what {@link #closeAsync} does, and waits.
     *
     * @throws IllegalStateException if called on one of the event loops, which would wait for itself; the sessions close all the same
     */
    @Override
    public void close() {
        CompletionStage<Void> closing = closeAsync();
        if (loops.isCaller()) {
            throw new IllegalStateException("close: must not wait on an event loop; closeAsync does not wait");
        }
        closing.toCompletableFuture().join();
    }

    /** Collects what sessions share. Not thread-safe. Every setter throws {@link IllegalArgumentException}, naming field and rule. */
    public static final class Builder {
        private static final int MOST_EVENT_LOOPS = 1024;
        private static final int LEAST_BUFFER = 4096;
        private static final int MOST_BUFFER = 1 << 30;

        private @Nullable InetAddress address;
        private List<InetAddress> advertise = List.of();
        private PortRange ports = PortRange.only(0);
        private final SlotChoice slots = new SlotChoice();
        private int maxSessions = 10_000;
        private int eventLoops = Runtime.getRuntime().availableProcessors();
        private Transport transport = Transport.AUTO;
        private @Nullable IoEventLoopGroup group;
        private int receiveBuffer;

        private Builder() {}

        /**
         * What sockets are bound to, and unless {@link #advertise} says otherwise what answers show. Required.
         *
         * @param ip a literal IPv4 or IPv6 address of this machine, no host name and no wildcard
         * @return this builder
         */
        public Builder address(String ip) {
            return address(Addresses.literal("address", ip));
        }

        /**
         * What sockets are bound to, and unless {@link #advertise} says otherwise what answers show. Required.
         *
         * @param address an address of this machine, not the wildcard
         * @return this builder
         */
        public Builder address(InetAddress address) {
            this.address = Addresses.requireBindable("address", address);
            return this;
        }

        /**
         * The addresses that answers show instead of the bound one. Each must lead to the bound address at the same port: that address
         * itself, and the public sides of 1:1 NATs that keep ports. Another address of this machine does not, as a reply would leave from
         * the bound one. The first is the default that m-lines name.
         *
         * @param addresses at least one; all different, and of the bound address's IP version
         * @return this builder
         */
        public Builder advertise(InetAddress... addresses) {
            this.advertise = Addresses.requireDifferent("advertise", addresses);
            return this;
        }

        /**
         * The ports that sockets may be bound to, one a session; any free port if not given.
         *
         * @param first 1 to 65535
         * @param last {@code first} to 65535
         * @return this builder
         */
        public Builder ports(int first, int last) {
            this.ports = PortRange.of(first, last);
            return this;
        }

        /**
         * Makes each session's DTLS slot. Required; it must know its fingerprint, which answers show.
         *
         * @param dtls called once a session, on its event loop
         * @return this builder
         */
        public Builder dtls(DtlsSlot.Factory dtls) {
            slots.dtls(dtls);
            return this;
        }

        /**
         * Makes each session's data slot, in the place of the ready-made {@link dev.floe.session.data.DataChannels}.
         *
         * @param data called once a session, on its event loop
         * @return this builder
         */
        public Builder data(DataSlot.Factory data) {
            slots.data(data);
            return this;
        }

        /**
         * Makes each session's media slot. Audio and video are taken as offered; without a slot, answers reject them.
         *
         * @param media called once a session, on its event loop
         * @return this builder
         */
        public Builder media(MediaSlot.Factory media) {
            return media(media, MediaTerms.AS_OFFERED);
        }

        /**
         * Makes each session's media slot, and says how offered audio and video are taken.
         *
         * @param media called once a session, on its event loop
         * @param terms which m-lines and formats answers accept, and what they say of streams; called on any thread
         * @return this builder
         */
        public Builder media(MediaSlot.Factory media, MediaTerms terms) {
            slots.media(media, terms);
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
         * How long a peer may take to its first valid check, and from there once more to prove a path; then its session ends with
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
         * Has each session keep its last STUN messages and events, for {@link PeerSession#recording} and {@link PeerSession#dump}. Nothing is kept
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
         * How many sessions may live at once, those that are being started included; 10,000 if not given. Each takes a file descriptor.
         *
         * @param max at least 1
         * @return this builder
         */
        public Builder maxSessions(int max) {
            requireInRange("maxSessions", max, Integer.MAX_VALUE);
            this.maxSessions = max;
            return this;
        }

        /**
         * How many event loops, each with a thread, share the sessions; as many as the machine has cores if not given.
         *
         * @param threads 1 to 1024
         * @return this builder
         */
        public Builder eventLoops(int threads) {
            requireInRange("eventLoops", threads, MOST_EVENT_LOOPS);
            this.eventLoops = threads;
            return this;
        }

        /**
         * How sockets are driven; {@link Transport#AUTO} if not given.
         *
         * @param transport native or of the JDK
         * @return this builder
         */
        public Builder transport(Transport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /**
         * Puts the sessions on the event loops of the application, in the place of threads of their own: {@link #eventLoops} and
         * {@link #transport} mean nothing then. Whatever blocks one of these loops holds up the checks of its sessions.
         *
         * <p>The group stays the caller's, who shuts it down after {@link PeerSessions#close}: sessions that live on a loop when it is shut down
         * are cut off, and may not be told.
         *
         * @param group drives NIO or epoll
         * @return this builder
         */
        public Builder eventLoopGroup(IoEventLoopGroup group) {
            this.group = Objects.requireNonNull(group, "group");
            return this;
        }

        private EventLoops loops() {
            IoEventLoopGroup lent = group;
            return lent == null ? new EventLoops(transport, eventLoops) : new EventLoops(lent);
        }

        /**
         * How much each socket may hold that has come and is not read yet, in bytes; what the system likes if not given. A flood is ridden
         * out better with a megabyte. The system may give less without a word: on Linux {@code net.core.rmem_max} at most.
         *
         * @param bytes 4,096 to 1 GiB
         * @return this builder
         */
        public Builder receiveBuffer(int bytes) {
            if (bytes < LEAST_BUFFER || bytes > MOST_BUFFER) {
                throw new IllegalArgumentException(
                        "receiveBuffer: must be " + LEAST_BUFFER + " to " + MOST_BUFFER + ", is " + bytes);
            }
            this.receiveBuffer = bytes;
            return this;
        }

        private static void requireInRange(String field, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(field + ": must be 1 to " + most + ", is " + value);
            }
        }

        /**
         * Makes them. Threads start with the first session.
         *
         * @return the sessions, of which there are none yet
         * @throws IllegalArgumentException if the address is missing or not this machine's, if one of {@link #advertise} is of the other IP
         *     version, if there is no DTLS slot or it does not know its fingerprint, or if the transport does
         *     not load, or the event loops that were given drive neither NIO nor epoll
         * @throws java.io.UncheckedIOException if no socket can be opened to try the address
         */
        public PeerSessions build() {
            InetAddress bound = address;
            if (bound == null) {
                throw new IllegalArgumentException("address: must be given");
            }
            advertise.forEach(shown -> Addresses.requireSameVersion(bound, shown));
            if (slots.fingerprint().isEmpty()) {
                throw new IllegalArgumentException(
                        "dtls: must be given, and know its fingerprint (RFC 8122 section 5)");
            }
            Addresses.requireLocal("address", bound);
            return new PeerSessions(this, bound);
        }
    }
}
