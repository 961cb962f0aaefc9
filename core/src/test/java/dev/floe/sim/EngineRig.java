package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.engine.EngineConfig;
import dev.floe.engine.EngineOutput;
import dev.floe.engine.PeerEngine;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A whole session without its socket, in virtual time. The books are checked after every input. */
public final class EngineRig implements EngineOutput {
    private static final int MAX_STEPS = 100_000;

    public final VirtualTime time;
    public final Recorder out = new Recorder();
    public final ScriptedPeer peer;
    public final RecordingSlots slots;
    public final PeerEngine engine;
    /** Whether the socket takes datagrams. */
    public boolean writable = true;

    public EngineRig() {
        this(RecordingSlots.all());
    }

    public EngineRig(RecordingSlots slots) {
        this(slots, ConsentPolicy.DEFAULT, Optional.of(AgentRig.REMOTE));
    }

    public EngineRig(RecordingSlots slots, ConsentPolicy policy, Optional<IceCredentials> remote) {
        this.slots = slots;
        time = new VirtualTime(VirtualTime.WRAPS_SOON);
        peer = new ScriptedPeer(AgentRig.REMOTE, AgentRig.LOCAL, VirtualTime.WRAPS_SOON);
        IceScratch scratch = new IceScratch(new Random(VirtualTime.WRAPS_SOON), new ReplyBudget(time.now, 1000, 1000));
        engine = new PeerEngine(time.now, config(slots, policy, remote), scratch, this);
    }

    private static EngineConfig config(RecordingSlots slots, ConsentPolicy policy, Optional<IceCredentials> remote) {
        return new EngineConfig(
                AgentRig.LOCAL,
                remote,
                policy,
                Duration.ofSeconds(30),
                DtlsRole.SERVER,
                List.of(),
                slots.dtls(),
                slots.data(),
                slots.media(),
                SctpParameters.DEFAULT);
    }

    public long now() {
        return time.now;
    }

    /** Hands the engine a datagram. */
    public void receive(InetSocketAddress source, byte[] bytes) {
        ByteBuffer lent = ByteBuffer.allocate(bytes.length + 3)
                .position(3)
                .put(bytes)
                .flip()
                .position(3);
        engine.onDatagram(time.now, source, lent);
        assertEquals(3, lent.position(), "the buffer is only lent");
        assertEquals(bytes.length, lent.remaining(), "the buffer is only lent");
        checkBooks();
    }

    /** Lets time pass, and the engine's timer ring when it asked for it. */
    public void advance(Duration by) {
        long target = time.now + by.toNanos();
        for (int steps = 0; ; steps++) {
            assertTrue(steps < MAX_STEPS, "the timer rings without end");
            long delay = engine.delayNanos(time.now);
            assertTrue(delay >= 0, "a delay is never negative");
            if (delay > target - time.now) {
                break;
            }
            time.now += delay;
            engine.onTimeout(time.now);
            checkBooks();
        }
        time.now = target;
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    /** Answers the engine's latest check to an address. */
    public void answerLatest(InetSocketAddress from) {
        receive(from, peer.answer(latestCheck(from)));
    }

    public byte[] latestCheck(InetSocketAddress to) {
        return out.latestCheck(to);
    }

    public void prove(InetSocketAddress from) {
        receive(from, peer.check());
        answerLatest(from);
    }

    public void connect(InetSocketAddress from) {
        receive(from, peer.nominatingCheck());
        answerLatest(from);
        assertEquals(Optional.of(from), stats().remote());
    }

    /** Keeps the peer alive: it checks and answers every 500 ms. */
    public void live(InetSocketAddress at, Duration during) {
        for (long halves = during.toMillis() / 500; halves > 0; halves--) {
            out.clear();
            advanceMillis(500);
            receive(at, peer.check());
            out.checksTo(at).forEach(check -> receive(at, peer.answer(check.bytes())));
        }
    }

    public void close() {
        engine.close(time.now);
        checkBooks();
    }

    /** Runs the tasks that were given to the session's thread. */
    public void runTasks() {
        List<Output.Task> tasks = out.all(Output.Task.class);
        out.clear();
        tasks.forEach(task -> engine.run(time.now, task.task()));
        checkBooks();
    }

    public PeerStats stats() {
        return engine.stats(time.now);
    }

    public long total(String name) {
        Long total = stats().totals().get(name);
        return total == null ? -1 : total;
    }

    public long dropped(DropReason reason) {
        return stats().drops().getOrDefault(reason, 0L);
    }

    public void checkBooks() {
        PeerStats stats = stats();
        Map<String, Long> totals = stats.totals();
        long accounted =
                stats.drops().values().stream().mapToLong(Long::longValue).sum();
        for (String name : List.of("checksIn", "responsesIn", "toSlots", "waiting")) {
            accounted += totals.getOrDefault(name, -1L);
        }
        assertEquals(totals.get("datagramsIn"), accounted, "every datagram is counted once");
    }

    @Override
    public boolean send(InetSocketAddress to, ByteBuffer datagram) {
        assertEquals(List.of(), out.all(Output.Ended.class), "nothing leaves after the end");
        if (writable) {
            out.add(new Output.Sent(time.now, to, Output.copy(datagram)));
        }
        return writable;
    }

    @Override
    public void execute(SessionTask task) {
        out.add(new Output.Task(task));
    }

    @Override
    public void onState(SessionState state) {
        out.add(new Output.State(time.now, state));
    }

    @Override
    public void onSelected(InetSocketAddress remote) {
        out.add(new Output.Selected(time.now, remote));
    }

    @Override
    public void onDtls(DtlsState state) {
        out.add(new Output.Dtls(state));
    }

    @Override
    public void onEnd(SessionEnd end) {
        out.add(new Output.Ended(time.now, end));
    }
}
