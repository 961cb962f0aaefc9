package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sctp.Delivery;
import dev.floe.sctp.SctpStats;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much arrives on paths that lose packets, in virtual time. */
@Tag("SC7")
class SctpThroughputTest {
    private static final int PIECE = 65_536;
    private static final double SECOND = 1e9;
    private static final int ECHOES = 100;
    private static final long PERIOD = 2_500 * SctpNet.MILLI;

    /** Sends so many bytes one way, and returns how long that took in nanoseconds. */
    private static long transfer(long seed, SctpNet net, int bytes, Duration atMost) {
        SctpPair pair = new SctpPair(seed, net, 4 << 20).connect();
        assertTrue(pair.runUntil(() -> pair.left.established && pair.right.established, Duration.ofMinutes(1)));
        long start = pair.schedule.now;
        int count = bytes / PIECE;
        for (int i = 0; i < count; i++) {
            pair.left.send(1, 53, new byte[PIECE], Delivery.RELIABLE);
        }
        assertTrue(
                pair.runUntil(() -> pair.right.arrivals.size() == count, atMost),
                () -> "only " + pair.right.arrivals.size() + " of " + count + ": "
                        + pair.left.association().stats());
        return pair.schedule.now - start;
    }

    /** Mathis: MTU / RTT · C / √p, with C = 1.22 for acknowledgements of each packet. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void comesNearTheTheoryAtOnePercentOfLossAnd50MillisecondsOfRoundTrip(long seed) {
        double loss = 0.01;
        long roundTrip = 50 * SctpNet.MILLI;
        SctpNet net = new SctpNet(loss, roundTrip / 2, roundTrip / 2, 0, 0);
        int bytes = 32 << 20;
        double rate = bytes / (transfer(seed, net, bytes, Duration.ofMinutes(10)) / SECOND);
        double theory = 1.22 * 1200 / (roundTrip / SECOND * Math.sqrt(loss));
        System.out.printf("seed %d: %.0f kB/s, %.0f %% of the theory%n", seed, rate / 1000, 100 * rate / theory);
        assertTrue(rate >= 0.75 * theory, rate + " of " + theory);
    }

    @Test
    void fillsAPathThatLosesNothing() {
        long took = transfer(1, SctpNet.clean(25 * SctpNet.MILLI), 64 << 20, Duration.ofMinutes(1));
        double rate = (64 << 20) / (took / SECOND);
        System.out.printf("no loss, 50 ms: %.1f MB/s%n", rate / 1e6);
        assertTrue(rate > 20e6, "the receive window of 4 MiB allows 80 MB/s: " + rate);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1048576", "0.3, 131072"})
    void getsThroughBadPathsWithinThreeMinutes(double loss, int bytes) {
        SctpNet net = new SctpNet(loss, 20 * SctpNet.MILLI, 40 * SctpNet.MILLI, 0, 0);
        long took = transfer(9, net, bytes, Duration.ofMinutes(3));
        System.out.printf("%.0f %% loss both ways: %d bytes in %.1f s%n", 100 * loss, bytes, took / SECOND);
        assertEquals(true, took > 0);
    }

    /** As a page and a server that echoes see it: two sides that lose packets, each with its own timeouts. */
    @Test
    void echoes115KilobytesUnderThirtyPercentLossWithinTwoMinutesWhateverIsLost() {
        double[] seconds = LongStream.range(0, ECHOES)
                .mapToDouble(SctpThroughputTest::echo)
                .sorted()
                .toArray();
        System.out.printf(
                "30 %% loss both ways: 115 kB and their echo: median %.0f s, most %.0f s%n",
                seconds[ECHOES / 2], seconds[ECHOES - 1]);
        assertTrue(seconds[ECHOES / 2] < 40, Arrays.toString(seconds));
    }

    private static double echo(long seed) {
        SctpNet net = new SctpNet(0.3, SctpNet.MILLI / 2, SctpNet.MILLI / 2, 0, 0);
        SctpPair pair = new SctpPair(seed, net, 1 << 20).connect();
        assertTrue(pair.runUntil(() -> pair.left.established && pair.right.established, Duration.ofMinutes(2)));
        long start = pair.schedule.now;
        for (int i = 0; i < 7; i++) {
            pair.left.send(1, 53, new byte[16_384], Delivery.RELIABLE);
        }
        for (int i = 1; i <= 7; i++) {
            int arrived = i;
            assertTrue(
                    pair.runUntil(() -> pair.right.arrivals.size() >= arrived, Duration.ofMinutes(2)), "seed " + seed);
            pair.right.send(1, 53, new byte[16_384], Delivery.RELIABLE);
        }
        assertTrue(pair.runUntil(() -> pair.left.arrivals.size() == 7, Duration.ofMinutes(2)), "seed " + seed);
        return (pair.schedule.now - start) / SECOND;
    }

    /** What follows a piece must not tell of a way that is faster than the piece had it, or each would be sent twice. */
    @ParameterizedTest
    @ValueSource(ints = {2_000, 3_000, 5_000})
    void sendsHardlyAPieceTwiceOverANarrowLine(int bytesPerSecond) {
        SctpPair pair = new SctpPair(1, SctpNet.clean(20 * SctpNet.MILLI), 4 << 20);
        pair.left.joinTo(pair.right, bytesPerSecond);
        pair.right.joinTo(pair.left, bytesPerSecond);
        pair.connect();
        assertTrue(pair.runUntil(() -> pair.left.established && pair.right.established, Duration.ofMinutes(1)));
        for (int i = 0; i < 100; i++) {
            pair.left.sendAt(pair.schedule.now + i * PERIOD, 1, 53, new byte[1132], Delivery.RELIABLE);
        }
        assertTrue(pair.runUntil(() -> pair.right.arrivals.size() == 100, Duration.ofMinutes(10)));
        SctpStats stats = pair.left.association().stats();
        assertTrue(stats.retransmissions() <= 3, stats::toString);
    }

    /** A round trip of 1.8 s is longer than the first timeout, and nothing that was sent again is ever measured. */
    @Test
    void findsOutThatAPathIsSlowerThanTheFirstTimeout() {
        SctpPair pair = new SctpPair(1, SctpNet.clean(900 * SctpNet.MILLI), 4 << 20).connect();
        assertTrue(pair.runUntil(() -> pair.left.established && pair.right.established, Duration.ofMinutes(1)));
        for (int i = 0; i < 16; i++) {
            pair.left.send(1, 53, new byte[PIECE], Delivery.RELIABLE);
        }
        assertTrue(pair.runUntil(() -> pair.right.arrivals.size() == 16, Duration.ofMinutes(2)));
        SctpStats stats = pair.left.association().stats();
        assertEquals(1_800 * SctpNet.MILLI, stats.smoothedRttNanos());
        assertTrue(stats.retransmissions() < 30, stats::toString);
    }
}
