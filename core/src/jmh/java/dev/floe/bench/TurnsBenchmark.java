package dev.floe.bench;

import java.security.DigestException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One incoming check by turns of some milliseconds in one JVM: the floor, one session, and many. What the machine does
 * besides then falls on all of them alike, so that their ratios hold where the times of separate forks would not.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(5)
public class TurnsBenchmark {
    private static final int TURNS = 101;
    private static final int CHECKS = 5_000;

    /** What JMH shows beside the time of all turns: medians over the turns. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Medians {
        /** Nanoseconds for the digests of one check. */
        public double floor;
        /** Nanoseconds for a check of a session that is alone. */
        public double alone;
        /** Nanoseconds for a check of one among many. */
        public double among;
        /** A check alone by the floor of the same turn. */
        public double aloneByFloor;
        /** A check among many by the floor of the same turn. */
        public double amongByFloor;
        /** A check among many by one alone, of the same turn. */
        public double amongByAlone;
    }

    /** The session that is alone. */
    @State(Scope.Thread)
    public static class Single {
        private final Sessions one = new Sessions();

        /** Connects it. */
        @Setup
        public void connect() {
            one.connect();
        }

        int check() {
            return one.check();
        }
    }

    /** Takes turns. */
    @Benchmark
    public int check(Floor floor, Single single, Sessions sessions, Medians medians) throws DigestException {
        double[][] nanos = new double[3][TURNS];
        int result = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            long start = System.nanoTime();
            for (int i = 0; i < CHECKS; i++) {
                result ^= floor.check();
            }
            long floored = System.nanoTime();
            for (int i = 0; i < CHECKS; i++) {
                result ^= single.check();
            }
            long checked = System.nanoTime();
            for (int i = 0; i < CHECKS; i++) {
                result ^= sessions.check();
            }
            nanos[0][turn] = (floored - start) / (double) CHECKS;
            nanos[1][turn] = (checked - floored) / (double) CHECKS;
            nanos[2][turn] = (System.nanoTime() - checked) / (double) CHECKS;
        }
        medians.floor = median(nanos[0]);
        medians.alone = median(nanos[1]);
        medians.among = median(nanos[2]);
        medians.aloneByFloor = median(ratios(nanos[1], nanos[0]));
        medians.amongByFloor = median(ratios(nanos[2], nanos[0]));
        medians.amongByAlone = median(ratios(nanos[2], nanos[1]));
        return result;
    }

    private static double[] ratios(double[] these, double[] those) {
        double[] ratios = new double[TURNS];
        Arrays.setAll(ratios, turn -> these[turn] / those[turn]);
        return ratios;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[TURNS / 2];
    }
}
