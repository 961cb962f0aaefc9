package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.engine.EngineConfig;
import dev.floe.engine.EngineOutput;
import dev.floe.engine.PeerEngine;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.sim.Output;
import dev.floe.sim.RecordingSlots;
import dev.floe.sim.VirtualTime;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An engine and what it did. */
final class EngineSide implements EngineOutput {
    /** A datagram that left, and whether that address was selected then. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sent(InetSocketAddress to, byte[] bytes, boolean toSelected) {}

    final VirtualTime time = new VirtualTime(VirtualTime.WRAPS_SOON);
    final RecordingSlots slots = RecordingSlots.all();
    final PeerEngine machine;
    final List<Sent> sent = new ArrayList<>();
    /** What the slots were handed since it was last looked at. */
    final List<byte[]> handed = slots.datagrams;

    boolean writable = true;
    boolean late;
    boolean endedBefore;
    boolean spokeAfterEnd;

    private final List<SessionTask> tasks = new ArrayList<>();
    private @Nullable InetSocketAddress selected;
    private boolean ended;

    EngineSide(boolean late) {
        this.late = late;
        IceScratch scratch = new IceScratch(new Random(1), new ReplyBudget(time.now, 1000, 1000));
        machine = new PeerEngine(time.now, config(late), scratch, this);
    }

    private EngineConfig config(boolean unknownPeer) {
        return new EngineConfig(
                Speaker.LOCAL,
                unknownPeer ? Optional.empty() : Optional.of(Speaker.REMOTE),
                ConsentPolicy.DEFAULT,
                Duration.ofSeconds(30),
                DtlsRole.SERVER,
                List.of(),
                slots.dtls(),
                slots.data(),
                slots.media(),
                SctpParameters.DEFAULT);
    }

    long now() {
        return time.now;
    }

    long delay() {
        return machine.delayNanos(time.now);
    }

    void receive(InetSocketAddress source, byte[] datagram) {
        endedBefore = machine.isEnded();
        ByteBuffer lent =
                ByteBuffer.allocate(datagram.length + 3).put(3, datagram).position(3);
        machine.onDatagram(time.now, source, lent);
        assertEquals(3, lent.position(), "the buffer is only lent");
        assertEquals(datagram.length, lent.remaining(), "the buffer is only lent");
    }

    void learn(IceCredentials remote) {
        machine.learnRemote(time.now, remote, List.of(), DtlsRole.SERVER);
    }

    void runTasks() {
        List<SessionTask> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(task -> machine.run(time.now, task));
    }

    long total(String name) {
        return machine.stats(time.now).totals().getOrDefault(name, -1L);
    }

    long dropped(DropReason reason) {
        return machine.stats(time.now).drops().getOrDefault(reason, 0L);
    }

    void checkBooks() {
        PeerStats stats = machine.stats(time.now);
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
        spokeAfterEnd |= ended;
        if (writable) {
            sent.add(new Sent(to, Output.copy(datagram), to.equals(selected)));
        }
        return writable;
    }

    @Override
    public void execute(SessionTask task) {
        tasks.add(task);
    }

    @Override
    public void onState(SessionState state) {
        spokeAfterEnd |= ended;
    }

    @Override
    public void onSelected(InetSocketAddress remote) {
        spokeAfterEnd |= ended;
        selected = remote;
    }

    @Override
    public void onDtls(DtlsState state) {
        spokeAfterEnd |= ended;
    }

    @Override
    public void onEnd(SessionEnd end) {
        spokeAfterEnd |= ended;
        ended = true;
    }
}
