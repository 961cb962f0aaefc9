package dev.floe.bench;

import dev.floe.engine.EngineConfig;
import dev.floe.engine.EngineOutput;
import dev.floe.engine.PeerEngine;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceScratch;
import dev.floe.sim.Addresses;
import dev.floe.sim.ScriptedPeer;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import dev.floe.status.DtlsState;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One engine among many, as the sweep of its event loop drives it: {@code onTimeout}, then {@code delayNanos}. Randomness
 * costs nothing here; {@link ConsentBenchmark} measures it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public class TickBenchmark {
    private static final long LONGEST_PERIOD = 1_200_000_000L;

    /** How many there are. */
    @Param("10000")
    public int sessions;

    private final InetSocketAddress source = Addresses.ipv4(7, 50001);
    private final ScriptedPeer peer = Party.peer();
    private final Answers answers = new Answers(peer);
    private final Wire wire = new Wire();

    private PeerEngine[] engines = {};
    private long step;
    private long now;
    private int next;

    /** Connects them, and lets them ask until the ids come round. */
    @Setup
    public void connect() {
        IceScratch scratch = Party.scratch(new RepeatingRandom());
        step = LONGEST_PERIOD / sessions + 1;
        engines = new PeerEngine[sessions];
        for (int i = 0; i < sessions; i++) {
            engines[i] = new PeerEngine(now, config(), scratch, wire);
            engines[i].onDatagram(now, Addresses.ipv4(7, 50001), ByteBuffer.wrap(peer.nominatingCheck()));
            engines[i].onDatagram(now, Addresses.ipv4(7, 50001), ByteBuffer.wrap(peer.answer(wire.out.latest())));
        }
        while (!answers.haveComeRound()) {
            PeerEngine engine = due();
            engine.onDatagram(now, source, answers.make(wire.out.latest()));
        }
        wire.out.stopKeeping();
        System.gc(); // as in Sessions
    }

    private static EngineConfig config() {
        return new EngineConfig(
                Party.own(Party.LOCAL),
                Optional.of(Party.own(Party.REMOTE)),
                ConsentPolicy.DEFAULT,
                Duration.ofSeconds(30),
                DtlsRole.SERVER,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SctpParameters.DEFAULT);
    }

    private PeerEngine due() {
        now += step;
        PeerEngine engine = turn();
        engine.onTimeout(now);
        return engine;
    }

    private PeerEngine turn() {
        PeerEngine engine = engines[next];
        next = next + 1 == engines.length ? 0 : next + 1;
        return engine;
    }

    /** A tick on which nothing is due. */
    @Benchmark
    public long early() {
        PeerEngine engine = turn();
        engine.onTimeout(now);
        return engine.delayNanos(now);
    }

    /** A second of a session that does nothing but ask for consent: a tick on which that is due, and the answer. */
    @Benchmark
    public long second() {
        PeerEngine engine = due();
        long delay = engine.delayNanos(now);
        engine.onDatagram(now, source, answers.next());
        return delay + engine.delayNanos(now) + wire.out.seals();
    }

    /** Makes sure that all live, and that each answer was taken. */
    @TearDown
    public void verify() {
        for (PeerEngine engine : engines) {
            Party.require(!engine.isEnded(), "all live");
        }
    }

    /** Hands what engines send to an outbox. */
    private static final class Wire implements EngineOutput {
        final Outbox out = new Outbox();

        @Override
        public boolean send(InetSocketAddress to, ByteBuffer datagram) {
            out.send(to, datagram);
            return true;
        }

        @Override
        public void execute(SessionTask task) {
            throw new UnsupportedOperationException("nobody asks for it");
        }

        @Override
        public void onState(SessionState state) {}

        @Override
        public void onSelected(InetSocketAddress remote) {}

        @Override
        public void onDtls(DtlsState state) {}

        @Override
        public void onEnd(SessionEnd end) {
            throw new IllegalStateException("the session ended: " + end);
        }
    }
}
