package dev.floe.bench;

import java.security.DigestException;
import java.util.concurrent.TimeUnit;
import org.ice4j.StunException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One incoming check, whole: Floe's agent, the floor under it, and ice4j. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public class CheckBenchmark {
    /** Floe: from the datagram to the signed success, on a selected path. */
    @Benchmark
    public int floe(Sessions sessions) {
        return sessions.check();
    }

    /** The digests alone. */
    @Benchmark
    public int floor(Floor floor) throws DigestException {
        return floor.check();
    }

    /** ice4j's codec alone. */
    @Benchmark
    public byte[] ice4jCodec(Ice4jCodec codec) throws StunException {
        return codec.check();
    }

    /** ice4j's StunStack. */
    @Benchmark
    @OperationsPerInvocation(Ice4jStack.BATCH)
    public int ice4jStack(Ice4jStack stack) throws StunException {
        int sent = 0;
        for (int i = 0; i < Ice4jStack.BATCH; i++) {
            sent = stack.check();
        }
        return sent;
    }
}
