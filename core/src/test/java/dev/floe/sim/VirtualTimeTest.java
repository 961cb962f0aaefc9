package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    @Test
    void theRigsClockWrapsWithinTheTests() {
        long origin = new VirtualTime(VirtualTime.WRAPS_SOON).now;

        assertTrue(origin > 0);
        assertTrue(origin + 989_000_000L < 0);
    }

    @Test
    void halfOfTheSimulationsWrapWithinTwoMinutes() {
        long wrapping = java.util.stream.LongStream.range(0, 1_000)
                .filter(seed -> new VirtualTime(seed).now > 0 && new VirtualTime(seed).now + 120_000_000_000L < 0)
                .count();

        assertTrue(wrapping > 440 && wrapping < 560, wrapping + " of 1000");
    }
}
