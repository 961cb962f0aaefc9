package dev.floe.session;

import dev.floe.engine.EngineConfig;
import dev.floe.engine.EngineOutput;
import dev.floe.engine.PacketKind;
import dev.floe.engine.PeerEngine;
import dev.floe.ice.CandidatePair;
import dev.floe.session.data.DataChannels;
import dev.floe.slot.DataLink;
import dev.floe.slot.DataSlot;
import dev.floe.slot.SessionTask;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import dev.floe.stun.StunMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on its event loop: hands the engine what the socket, the clock and other threads bring, and does what the engine asks for.
 *
 * <p>On the loop only, but for {@link #close}, {@link #ask}, {@link #stats}, {@link #recording} and {@link #execute}. What the engine tells of is kept back until its input
 * has returned, so that the application's code never runs inside of the engine; flushing and the deadline come last.
 */
final class LoopSession extends DeadlineSweep.Task implements EngineOutput, SocketListener {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSession.class);

    private final LoopContext context;
    private final UdpSocket socket;
    private final Channel channel;
    private final LostWrites writes;
    private final DropLog drops;
    private final Watch watch;
    private final PeerSession session;
    private final Keeper keeper;
    private final Queue<Runnable> events = new ArrayDeque<>(4);
    private final PeerEngine engine;
    private volatile @Nullable DataChannels channels;
    private boolean unflushed;
    private boolean refused;
    private boolean finished;
    private @Nullable SessionEnd end;
    private volatile @Nullable PeerStats lastStats;
    private volatile @Nullable SessionRecording lastRecording;

    /** Starts the engine of a session whose socket is bound. */
    LoopSession(LoopContext context, UdpSocket socket, SessionPlan plan, Keeper keeper) {
        this.context = context;
        this.socket = socket;
        this.channel = socket.channel();
        this.keeper = keeper;
        this.session = new PeerSession(
                this,
                plan,
                new InetSocketAddress(plan.bind(), socket.localAddress().getPort()));
        this.writes = new LostWrites(channel, session.id());
        this.drops = new DropLog(LOG, session.id());
        this.watch = new Watch(session.id(), plan.recorded());
        this.engine = new PeerEngine(System.nanoTime(), withChannels(plan), context.scratch(), this);
        if (plan.opening().agreesOnRenomination()) {
            engine.agreeRenomination();
        }
    }

    /**
     * Data channels are the data slot unless the application has one of its own. Without DTLS, or with a peer that has offered none,
     * there can be none.
     */
    private EngineConfig withChannels(SessionPlan plan) {
        EngineConfig config = plan.engine();
        boolean possible = config.dtls().isPresent() && plan.opening().mayHaveData();
        return config.data().isPresent() || !possible ? config : config.withData(this::attachChannels);
    }

    private DataSlot attachChannels(DataLink link) {
        DataChannels attached = DataChannels.attach(link, channel -> {
            watch.onChannel(channel.label());
            session.progress().opened(channel);
        });
        channels = attached;
        return attached;
    }

    /** Returns the data channels; empty if there can be none, or the application has a data slot of its own. */
    Optional<DataChannels> channels() {
        return Optional.ofNullable(channels);
    }

    /** Begins to read. */
    PeerSession begin() {
        LOG.info("session {}: bound to {}", session.id(), session.localAddress());
        keeper.opened(session);
        drive(engine::onTimeout);
        socket.readInto(context.readBuffer(), this);
        return session;
    }

    @Override
    public void onDatagram(InetSocketAddress source, ByteBuffer datagram) {
        long now = System.nanoTime();
        try {
            if (watch.wants(datagram)) {
                watch.onDatagram(now, source, datagram, engine);
            } else {
                engine.onDatagram(now, source, datagram);
            }
        } catch (Throwable fault) {
            onFault(now, fault);
        }
        tell();
    }

    @Override
    public void onBatchRead() {
        long now = System.nanoTime();
        if (LOG.isDebugEnabled()) {
            drops.update(engine.stats(now).drops());
        }
        settle(now);
    }

    /** The engine hears of it in a turn of its own: this may be called while it sends. */
    @Override
    public void onWritabilityChanged() {
        if (refused && channel.isWritable()) {
            refused = false;
            hop(() -> drive(engine::onWritable));
        }
    }

    @Override
    public void onReadFailure(Throwable failure) {
        if (SocketFailures.isUnreachable(failure)) {
            LOG.debug("session {}: an ICMP error was reported: {}", session.id(), failure.toString());
        } else {
            drive(now -> engine.fail(now, EndReason.SOCKET_FAILED, failure));
        }
    }

    @Override
    public void onSocketClosed() {
        if (end == null) {
            drive(now -> engine.fail(now, EndReason.SOCKET_FAILED, new ClosedChannelException()));
        }
    }

    @Override
    void onDue() {
        drive(engine::onTimeout);
    }

    /** Closes in order. Any thread. */
    void close() {
        hop(() -> drive(engine::close));
    }

    /** Takes a snapshot; after the end, the last one. Any thread. */
    CompletionStage<PeerStats> stats() {
        CompletableFuture<PeerStats> snapshot = new CompletableFuture<>();
        PeerStats last = lastStats;
        if (last != null) {
            snapshot.complete(last);
        } else if (!hop(() -> snapshot.complete(currentStats()))) {
            snapshot.completeExceptionally(new IllegalStateException("the session's event loop is gone"));
        }
        return Stages.copy(snapshot);
    }

    /** Takes what was recorded so far. Any thread. */
    CompletionStage<SessionRecording> recording() {
        CompletableFuture<SessionRecording> taken = new CompletableFuture<>();
        SessionRecording last = lastRecording;
        if (last != null) {
            taken.complete(last);
        } else if (!hop(() -> taken.complete(currentRecording()))) {
            taken.completeExceptionally(new IllegalStateException("the session's event loop is gone"));
        }
        return Stages.copy(taken);
    }

    private SessionRecording currentRecording() {
        SessionRecording last = lastRecording;
        return last != null ? last : new SessionRecording(session, currentStats(), watch.recorded());
    }

    /** What the application asks of a session. */
    interface Request<T> {
        /** Does it, or throws what is wrong with it. On the session's loop. */
        T run(long now, PeerEngine engine);
    }

    /** Does what the application asks for; the stage fails with what that throws, and the session goes on. Any thread. */
    <T> CompletionStage<T> ask(Request<T> request) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        if (!hop(() -> drive(now -> events.add(outcome(now, request, outcome))))) {
            outcome.completeExceptionally(over());
        }
        return Stages.copy(outcome);
    }

    private <T> Runnable outcome(long now, Request<T> request, CompletableFuture<T> outcome) {
        if (end != null) {
            return () -> outcome.completeExceptionally(over());
        }
        try {
            T result = request.run(now, engine);
            return () -> outcome.complete(result);
        } catch (RuntimeException refusal) {
            return () -> outcome.completeExceptionally(refusal);
        }
    }

    private static IllegalStateException over() {
        return new IllegalStateException("the session has ended");
    }

    private PeerStats currentStats() {
        PeerStats last = lastStats;
        return last != null ? last : engine.stats(System.nanoTime());
    }

    /** The one way onto the session's thread. A loop that is gone has no session left, so what is refused would have done nothing. */
    private boolean hop(Runnable task) {
        try {
            context.loop().execute(task);
            return true;
        } catch (RejectedExecutionException gone) {
            return false;
        }
    }

    private void drive(SessionTask input) {
        long now = System.nanoTime();
        try {
            input.run(now);
        } catch (Throwable fault) {
            onFault(now, fault);
        }
        settle(now);
    }

    /** A fault of our own: engines do not throw for what a peer sent, nor for what a slot did. */
    private void onFault(long now, Throwable fault) {
        LOG.error("session {}: the engine failed", session.id(), fault);
        try {
            engine.fail(now, EndReason.SLOT_FAILED, fault);
        } catch (Throwable again) {
            fault.addSuppressed(again);
            end = new SessionEnd(EndReason.SLOT_FAILED, Duration.ZERO, Optional.empty(), Optional.of(fault));
        }
    }

    private void settle(long now) {
        tell();
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
        if (end == null) {
            schedule(now);
        }
        if (end != null) {
            finish(end, now);
        }
    }

    private void schedule(long now) {
        try {
            context.deadlines().schedule(this, now, engine.delayNanos(now));
        } catch (Throwable fault) {
            onFault(now, fault);
            tell();
        }
    }

    private void tell() {
        while (!events.isEmpty()) {
            events.remove().run();
        }
    }

    private void finish(SessionEnd how, long now) {
        if (finished) {
            return;
        }
        finished = true;
        context.deadlines().cancel(this);
        PeerStats last = engine.stats(now);
        lastRecording = new SessionRecording(session, last, watch.recorded());
        lastStats = last;
        if (LOG.isDebugEnabled()) {
            drops.update(last.drops());
        }
        channel.close()
                .addListener(closed -> Sockets.afterClose(channel, () -> {
                    keeper.closed(session, how, last);
                    session.progress().ended(how);
                }));
    }

    // What the engine asks for

    /** What looks like STUN leaves alone and at once; the rest is flushed together, since it may be a whole batch. */
    @Override
    public boolean send(InetSocketAddress to, ByteBuffer datagram) {
        boolean taken = (isAlone(datagram) && sendAtOnce(to, datagram)) || queue(to, datagram);
        watch.onSend(to, datagram, taken);
        return taken;
    }

    private static boolean isAlone(ByteBuffer datagram) {
        return datagram.remaining() <= StunMessage.MAX_LENGTH && PacketKind.of(datagram) == PacketKind.STUN;
    }

    /** What the system refuses is as good as sent: it is lost like any other. */
    private boolean sendAtOnce(InetSocketAddress to, ByteBuffer datagram) {
        try {
            return socket.sendAtOnce(context.direct(datagram), to);
        } catch (IOException | RuntimeException refusal) {
            return writes.tryFailure(refusal);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It is the promise that was given.
    private boolean queue(InetSocketAddress to, ByteBuffer datagram) {
        if (!channel.isWritable()) {
            channel.flush();
        }
        if (!channel.isWritable()) {
            refused = true;
            return false;
        }
        channel.write(new DatagramPacket(copy(datagram), to), writes);
        unflushed = true;
        return true;
    }

    private ByteBuf copy(ByteBuffer lent) {
        int position = lent.position();
        ByteBuf copy = channel.alloc().directBuffer(lent.remaining());
        copy.writeBytes(lent);
        lent.position(position);
        return copy;
    }

    @Override
    public void execute(SessionTask task) {
        hop(() -> drive(now -> engine.run(now, task)));
    }

    @Override
    public void onState(SessionState state) {
        watch.onState(state);
        events.add(() -> session.progress().stateIs(state));
    }

    @Override
    public void onSelected(InetSocketAddress remote) {
        CandidatePair pair =
                new CandidatePair(session.localAddress(), new InetSocketAddress(remote.getAddress(), remote.getPort()));
        watch.onSelected(pair);
        events.add(() -> session.progress().selected(pair));
    }

    @Override
    public void onDtls(DtlsState state) {
        watch.onDtls(state);
        if (state == DtlsState.CONNECTED) {
            events.add(() -> watch.onSecured(this::currentStats));
        }
        events.add(() -> session.progress().dtlsIs(state));
    }

    @Override
    public void onEnd(SessionEnd how) {
        watch.onEnd(how);
        end = how;
    }
}
