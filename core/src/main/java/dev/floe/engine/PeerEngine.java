package dev.floe.engine;

import dev.floe.ice.IceConfig;
import dev.floe.ice.IceCredentials;
import dev.floe.ice.IceLiteAgent;
import dev.floe.ice.IceOutput;
import dev.floe.ice.IceScratch;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import dev.floe.status.ConsentState;
import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One peer session without its socket: it tells protocols apart, holds back what is not to be believed yet, gates what
 * leaves, and feeds the agent and the slots. It keeps the contract of machines that {@link dev.floe.ice} states.
 */
public final class PeerEngine {
    /** ICE may be connected this long without DTLS. */
    private static final long SECURE_WITHIN = 60_000_000_000L;

    private final EngineOutput output;
    private final Counters counters = new Counters();
    private final IceLiteAgent agent;
    private final Gate gate;
    private final Intake intake = new Intake(counters);
    private final Slots slots;
    private final long startedAt;
    private long secureBy;
    private boolean connectedOnce;
    private boolean pathsChanged;
    private boolean selectionChanged;
    private int depth;
    private @Nullable SessionEnd end;
    private boolean finishing;
    private boolean ended;

    /**
     * Starts a session: its clocks run from {@code now}, and its slots are made.
     *
     * @param now the time in nanoseconds on {@link System#nanoTime}'s scale
     * @param config what it is made of
     * @param scratch the working memory of this thread
     * @param output where everything goes
     */
    public PeerEngine(long now, EngineConfig config, IceScratch scratch, EngineOutput output) {
        this.output = output;
        this.startedAt = now;
        this.gate = new Gate(output, counters);
        IceConfig ice = new IceConfig(config.local(), config.remote(), config.consent(), config.connectTimeout());
        this.agent = new IceLiteAgent(now, ice, scratch, counters, new FromAgent());
        this.slots = new Slots(config, new SlotHost());
    }

    /**
     * Takes one received datagram. Never throws for what it holds.
     *
     * @param now the time in nanoseconds
     * @param source where it came from
     * @param datagram lent for the call, from position to limit
     */
    public void onDatagram(long now, InetSocketAddress source, ByteBuffer datagram) {
        counters.datagramsIn++;
        counters.bytesIn += datagram.remaining();
        if (isEnded()) {
            counters.drop(DropReason.NO_CONSENT);
            return;
        }
        enter();
        try {
            dispatch(now, source, datagram);
        } finally {
            leave(now);
        }
    }

    private void dispatch(long now, InetSocketAddress source, ByteBuffer datagram) {
        PacketKind kind = PacketKind.of(datagram);
        switch (kind) {
            case STUN -> agent.onDatagram(now, source, datagram);
            case DTLS, MEDIA -> onPayload(now, source, kind, datagram);
            case ZRTP, QUIC, UNKNOWN -> counters.drop(DropReason.UNKNOWN_KIND);
        }
    }

    private void onPayload(long now, InetSocketAddress source, PacketKind kind, ByteBuffer datagram) {
        if (agent.consent(now) == ConsentState.EXPIRED) {
            counters.drop(DropReason.NO_CONSENT); // the timer that ends the session is late
            return;
        }
        boolean proven = agent.isProven(now, source);
        if (!proven && !agent.isAwaitingProof(source)) {
            counters.drop(DropReason.NOT_AUTHENTICATED);
        } else if (!slots.takes(kind)) {
            counters.drop(DropReason.NO_SLOT);
        } else if (proven) {
            counters.toSlots++;
            slots.deliver(now, kind, datagram);
        } else {
            intake.add(source, datagram);
        }
    }

    /**
     * Does what is due. Calling it early does nothing, calling it late stretches nothing.
     *
     * @param now the time in nanoseconds
     */
    public void onTimeout(long now) {
        input(now, () -> {
            agent.onTimeout(now);
            if (end == null) {
                slots.onTimeout(now);
                if (isAwaitingDtls() && now - secureBy >= 0) {
                    endBy(now, EndReason.DTLS_FAILED, null);
                }
            }
        });
    }

    private boolean isAwaitingDtls() {
        return slots.hasDtls() && connectedOnce && slots.state() != DtlsState.CONNECTED;
    }

    /**
     * Returns how long from {@code now} until {@link #onTimeout} is wanted.
     *
     * @param now the time in nanoseconds
     * @return nanoseconds; 0 if due, {@link Long#MAX_VALUE} if never
     */
    public long delayNanos(long now) {
        if (isEnded()) {
            return Long.MAX_VALUE;
        }
        long delay = Math.min(agent.delayNanos(now), slots.delayNanos(now));
        if (end != null) {
            return 0; // a slot threw when it was asked
        }
        return isAwaitingDtls() ? Math.min(delay, Math.max(0, secureBy - now)) : delay;
    }

    /**
     * The socket takes datagrams again.
     *
     * @param now the time in nanoseconds
     */
    public void onWritable(long now) {
        input(now, () -> slots.onWritable(now));
    }

    /**
     * Runs a task that came through {@link EngineOutput#execute}; nothing happens once the session is over.
     *
     * @param now the time in nanoseconds
     * @param task as it was handed out
     */
    public void run(long now, SessionTask task) {
        input(now, () -> slots.run(now, task));
    }

    /**
     * Learns the peer's description, where the session was started without it. Until then checks are answered, and
     * nothing else is sent.
     *
     * @param now the time in nanoseconds
     * @param remote the peer's credentials
     * @param fingerprints of which its certificate must match one
     * @param role this side's DTLS role, which the peer's answer has settled
     * @throws IllegalStateException if it is known already
     */
    public void learnRemote(long now, IceCredentials remote, List<Fingerprint> fingerprints, DtlsRole role) {
        input(now, () -> {
            agent.requireNoRemote();
            slots.learn(fingerprints, role);
            agent.learnRemote(now, remote);
        });
    }

    /**
     * Learns what the peer's description says about SCTP, where the session was made before it was known.
     *
     * @param sctp the peer's parameters
     */
    public void learnSctp(SctpParameters sctp) {
        slots.learn(sctp);
    }

    /** See {@link IceLiteAgent#agreeRenomination}. */
    public void agreeRenomination() {
        agent.agreeRenomination();
    }

    /**
     * Restarts ICE; see {@link IceLiteAgent#restart}. DTLS and the slots go on undisturbed.
     *
     * @param now the time in nanoseconds
     * @param local this side's new credentials
     * @param remote the peer's new credentials
     * @throws IllegalArgumentException if a ufrag or a password stays what it was
     */
    public void restart(long now, IceCredentials local, IceCredentials remote) {
        input(now, () -> agent.restart(now, local, remote));
    }

    private void input(long now, Runnable command) {
        if (isEnded()) {
            return;
        }
        enter();
        try {
            command.run();
        } finally {
            leave(now);
        }
    }

    /**
     * Closes in order: the slots may say goodbye, then {@link EngineOutput#onEnd} is called. Closing twice is harmless.
     *
     * @param now the time in nanoseconds
     */
    public void close(long now) {
        input(now, () -> endBy(now, EndReason.CLOSED, null));
    }

    /**
     * Ends the session because its surroundings failed.
     *
     * @param now the time in nanoseconds
     * @param reason {@code SOCKET_FAILED} above all
     * @param cause what went wrong
     */
    public void fail(long now, EndReason reason, Throwable cause) {
        input(now, () -> endBy(now, reason, cause));
    }

    /** {@return whether the session is over} */
    public boolean isEnded() {
        return ended;
    }

    private void enter() {
        depth++;
    }

    /**
     * Does what an input has left to be done, once the outermost one is through: slots may call back in while they are
     * called. An input that throws, because the output did, must leave as well: otherwise the session could never be
     * ended.
     */
    private void leave(long now) {
        try {
            if (depth == 1) {
                settlePaths(now);
            }
        } finally {
            depth--;
        }
        SessionEnd due = end;
        if (depth == 0 && due != null && !finishing) {
            finish(now, due);
        }
    }

    private void settlePaths(long now) {
        while (pathsChanged && end == null) {
            pathsChanged = false;
            if (selectionChanged) {
                onSelected(now);
            }
            releaseWaiting(now);
        }
    }

    private void onSelected(long now) {
        selectionChanged = false;
        if (!connectedOnce) {
            connectedOnce = true;
            secureBy = now + SECURE_WITHIN;
        }
        gate.release(now, agent);
        slots.onWritable(now);
    }

    private void releaseWaiting(long now) {
        if (intake.isEmpty()) {
            return;
        }
        for (Intake.Waiting waiting : intake.takeAll()) {
            if (end != null) {
                counters.drop(DropReason.NO_CONSENT);
            } else if (agent.isProven(now, waiting.source())) {
                counters.toSlots++;
                ByteBuffer datagram = waiting.datagram();
                slots.deliver(now, PacketKind.of(datagram), datagram);
            } else if (agent.isAwaitingProof(waiting.source())) {
                intake.enqueue(waiting);
            } else {
                counters.drop(DropReason.NEVER_PROVEN);
            }
        }
    }

    private void endBy(long now, EndReason reason, @Nullable Throwable cause) {
        if (end != null) {
            return;
        }
        end = new SessionEnd(
                reason, Duration.ofNanos(now - startedAt), agent.sinceHeard(now), Optional.ofNullable(cause));
    }

    private void finish(long now, SessionEnd due) {
        finishing = true; // slots may call back in while they are told
        EndReason reason = due.reason();
        if (reason == EndReason.CLOSED || reason == EndReason.SLOT_FAILED) {
            slots.onClosing(now);
        } else if (reason.finalConsent() != ConsentState.NONE) {
            slots.onConsentLost(now);
        }
        ended = true;
        gate.shut();
        agent.close();
        for (int i = intake.takeAll().size(); i > 0; i--) {
            counters.drop(DropReason.NEVER_PROVEN);
        }
        slots.onClosed(now);
        slots.become(reason == EndReason.DTLS_FAILED ? DtlsState.FAILED : DtlsState.CLOSED);
        output.onState(reason.finalState());
        output.onEnd(due);
    }

    /** {@return how the session ended; empty while it lives} */
    public Optional<SessionEnd> end() {
        return ended ? Optional.ofNullable(end) : Optional.empty();
    }

    /**
     * {@return a snapshot; works after the end too}
     *
     * @param now the time in nanoseconds
     */
    public PeerStats stats(long now) {
        return Snapshot.take(now, agent, slots, counters, end().map(SessionEnd::reason));
    }

    /**
     * Copies what was counted so far, for who wants to know what one input has changed.
     *
     * @param into overwritten
     */
    public void copyCounters(Counters into) {
        into.copyFrom(counters);
    }

    /** What the agent tells. Paths are settled after the agent's input has returned, since slots may send. */
    private final class FromAgent implements IceOutput {
        @Override
        public void send(InetSocketAddress to, ByteBuffer message) {
            gate.sendTo(to, message);
        }

        @Override
        public void onState(SessionState state) {
            output.onState(state);
        }

        @Override
        public void onProven(InetSocketAddress remote) {
            pathsChanged = true;
        }

        @Override
        public void onForgotten(InetSocketAddress remote) {
            pathsChanged = true;
        }

        @Override
        public void onSelected(InetSocketAddress remote) {
            gate.select(remote);
            pathsChanged = true;
            selectionChanged = true;
            output.onSelected(remote);
        }

        @Override
        public void onLost(long now, EndReason reason) {
            endBy(now, reason, null);
        }
    }

    /** What the slots ask for. */
    private final class SlotHost implements Slots.Host {
        @Override
        public boolean send(long now, ByteBuffer datagram, boolean mayWait) {
            return gate.send(now, datagram, mayWait, agent);
        }

        @Override
        public void execute(SessionTask task) {
            output.execute(task);
        }

        @Override
        public void onDtls(DtlsState state) {
            output.onDtls(state);
        }

        @Override
        public void end(long now, EndReason reason, @Nullable Throwable cause) {
            endBy(now, reason, cause);
        }
    }
}
