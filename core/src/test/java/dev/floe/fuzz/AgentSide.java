package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceConfig;
import dev.floe.ice.IceLiteAgent;
import dev.floe.ice.IceOutput;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.sim.VirtualTime;
import dev.floe.status.Counters;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An agent and what it did. Two that are made alike draw the same random numbers. */
final class AgentSide implements IceOutput {
    final IceLiteAgent machine;
    final List<Event> fresh = new ArrayList<>();
    final List<Event> heard = new ArrayList<>();
    boolean lost;

    /** What was done after the end; only forgetting may go on. */
    @Nullable
    Event afterEnd;

    private final VirtualTime time;
    private final Counters counters = new Counters();

    AgentSide(VirtualTime time, ConsentPolicy policy, boolean late) {
        this.time = time;
        IceConfig config = new IceConfig(
                Speaker.LOCAL, late ? Optional.empty() : Optional.of(Speaker.REMOTE), policy, Duration.ofSeconds(30));
        IceScratch scratch = new IceScratch(new Random(1), new ReplyBudget(time.now, 1000, 1000));
        machine = new IceLiteAgent(time.now, config, scratch, counters, this);
    }

    void receive(InetSocketAddress source, byte[] datagram) {
        ByteBuffer lent = ByteBuffer.wrap(datagram).asReadOnlyBuffer();
        counters.datagramsIn++;
        machine.onDatagram(time.now, source, lent);
        assertEquals(datagram.length, lent.remaining(), "the buffer is only lent");
    }

    long delay() {
        return machine.delayNanos(time.now);
    }

    /** All that may be asked, but for what strangers are counted under. */
    List<Object> snapshot() {
        return List.of(
                machine.state(),
                machine.consent(time.now),
                machine.selected(),
                machine.sinceProof(time.now),
                machine.sinceHeard(time.now),
                machine.roundTrip(),
                machine.maySend(time.now),
                delay(),
                counters.checksIn,
                counters.checksOut,
                counters.checksLost,
                counters.responsesIn,
                counters.responsesOut);
    }

    void checkBooks() {
        long drops =
                counters.drops().values().stream().mapToLong(Long::longValue).sum();
        assertEquals(counters.datagramsIn, counters.checksIn + counters.responsesIn + drops, "counted once");
    }

    private void note(Event event) {
        if (lost && !event.what().equals("forgotten")) {
            afterEnd = event;
        }
        fresh.add(event);
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer message) {
        note(Event.sent(to, message));
    }

    @Override
    public void onState(SessionState state) {
        note(Event.of("state", state));
    }

    @Override
    public void onProven(InetSocketAddress remote) {
        note(Event.of("proven", remote));
    }

    @Override
    public void onForgotten(InetSocketAddress remote) {
        note(Event.of("forgotten", remote));
    }

    @Override
    public void onSelected(InetSocketAddress remote) {
        note(Event.of("selected", remote));
    }

    @Override
    public void onLost(long now, EndReason reason) {
        note(Event.of("lost", reason));
        lost = true;
    }
}
