package dev.floe.bench;

import dev.floe.ice.IceScratch;
import dev.floe.sim.Addresses;
import dev.floe.sim.ScriptedPeer;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One round of consent: our check falls due and is written, its signed answer is verified, the next deadline is asked
 * for. The peer's answers were made beforehand; randomness costs nothing in {@link Consenting}, so that its share has a
 * benchmark of its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public class ConsentBenchmark {
    /** Sessions that ask in turn. */
    @State(Scope.Thread)
    public static class Consenting {
        private static final long LONGEST_PERIOD = 1_200_000_000L;

        /** How many there are. */
        @Param({"1", "10000"})
        public int sessions;

        private final Outbox out = new Outbox();
        private final InetSocketAddress source = Addresses.ipv4(7, 50001);
        private final ScriptedPeer peer = Party.peer();
        private final Answers answers = new Answers(peer);

        private LiveAgent[] live = {};
        private long step;
        private long now;
        private int next;
        private long rounds;

        /** Connects them, and lets them ask until the ids come round. */
        @Setup
        public void connect() {
            IceScratch scratch = Party.scratch(new RepeatingRandom());
            step = LONGEST_PERIOD / sessions + 1;
            live = new LiveAgent[sessions];
            for (int i = 0; i < sessions; i++) {
                live[i] = new LiveAgent(now, scratch, peer, out);
            }
            while (!answers.haveComeRound()) {
                LiveAgent session = ask();
                session.agent.onDatagram(now, source, answers.make(out.latest()));
            }
            out.stopKeeping();
            System.gc(); // as in Sessions
        }

        private LiveAgent ask() {
            LiveAgent session = live[next];
            next = next + 1 == live.length ? 0 : next + 1;
            now += step;
            rounds++;
            session.agent.onTimeout(now);
            return session;
        }

        long round() {
            LiveAgent session = ask();
            session.agent.onDatagram(now, source, answers.next());
            return session.agent.delayNanos(now) + out.seals();
        }

        /** Makes sure that each check was written and each answer taken. */
        @TearDown
        public void verify() {
            long answered = 0;
            for (LiveAgent session : live) {
                session.requireNoDrops();
                answered += session.counters.responsesIn - 1;
            }
            Party.require(answered == rounds, "all checks were answered");
        }
    }

    /** What production adds to a round: its 14 bytes of a block of 1,024 from SecureRandom. */
    @State(Scope.Thread)
    public static class Randomness {
        private final SecureRandom random = new SecureRandom();
        private final byte[] block = new byte[Answers.BLOCK];
    }

    /** The round. */
    @Benchmark
    public long round(Consenting sessions) {
        return sessions.round();
    }

    /** The random bytes of a round. */
    @Benchmark
    @OperationsPerInvocation(Answers.CYCLE)
    public byte[] randomness(Randomness randomness) {
        randomness.random.nextBytes(randomness.block);
        return randomness.block;
    }
}
