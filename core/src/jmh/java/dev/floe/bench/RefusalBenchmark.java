package dev.floe.bench;

import dev.floe.ice.IceCredentials;
import dev.floe.sim.Addresses;
import dev.floe.sim.ScriptedPeer;
import dev.floe.status.DropReason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/** A forged check of 104 bytes refused, by a connected session whose budget of replies to strangers is spent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public class RefusalBenchmark {
    private static final int BURST = 20;

    /** What is forged. */
    public enum Forgery {
        /** Right in all but the key. */
        WRONG_PASSWORD(DropReason.BAD_INTEGRITY, () -> forger(Party.LOCAL.ufrag())),
        /** Meant for somebody else. */
        WRONG_UFRAG(DropReason.WRONG_LOCAL_UFRAG, () -> forger("Flox4Ufr")),
        /** A bit has flipped. */
        BAD_FINGERPRINT(DropReason.BAD_FINGERPRINT, Forgery::flipped),
        /** No STUN but in the first byte. */
        RANDOM(DropReason.MALFORMED_STUN, Forgery::noise);

        private final DropReason reason;
        private final Supplier<Supplier<byte[]>> messages;

        Forgery(DropReason reason, Supplier<Supplier<byte[]>> messages) {
            this.reason = reason;
            this.messages = messages;
        }

        private static Supplier<byte[]> forger(String ufrag) {
            IceCredentials guessed = IceCredentials.of(ufrag, "guessedPasswordOf24Chars");
            return new ScriptedPeer(Party.REMOTE, guessed, 2)::nominatingCheck;
        }

        private static Supplier<byte[]> flipped() {
            ScriptedPeer peer = Party.peer();
            return () -> {
                byte[] check = peer.nominatingCheck();
                check[check.length - 1] ^= 1;
                return check;
            };
        }

        private static Supplier<byte[]> noise() {
            Random random = new Random(3);
            return () -> {
                byte[] bytes = new byte[104];
                random.nextBytes(bytes);
                bytes[0] &= 3;
                return bytes;
            };
        }
    }

    /** What comes. */
    @Param
    public Forgery forgery = Forgery.RANDOM;

    private final Outbox out = new Outbox();
    private final InetSocketAddress source = Addresses.ipv4(7, 50001);
    /** Stands still: no budget grows again. */
    private final long now = 1;

    private LiveAgent session = new LiveAgent(now, Party.scratch(), Party.peer(), out);
    private ByteBuffer[] forgeries = {};
    private int next;
    private long refused;

    /** Spends the budget. */
    @Setup
    public void prepare() {
        out.stopKeeping();
        forgeries = Party.pool(Forgery.WRONG_PASSWORD.messages.get());
        for (int i = 0; i <= BURST; i++) {
            refuse();
        }
        Party.require(session.counters.repliesWithheld == 1, "the budget is spent");
        refused = session.counters.dropped(forgery.reason);
        forgeries = Party.pool(forgery.messages.get());
    }

    /** One of them. */
    @Benchmark
    public long refuse() {
        session.agent.onDatagram(now, source, forgeries[next]);
        next = next + 1 & Party.POOL - 1;
        return ++refused;
    }

    /** Makes sure that each was refused for the right reason, and that nothing was answered. */
    @TearDown
    public void verify() {
        Party.require(session.counters.dropped(forgery.reason) == refused, "each is refused as " + forgery.reason);
        Party.require(session.counters.errorsOut == BURST, "nothing is answered");
    }
}
