package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RtoTest {
    private static final long MILLI = 1_000_000;

    private final Rto rto = new Rto();

    @Test
    void doublesUpToThreeSeconds() {
        for (long expected : new long[] {500, 1_000, 2_000, 3_000, 3_000}) {
            assertEquals(expected * MILLI, rto.timeoutNanos());
            rto.backOff();
        }
    }

    @Test
    void isWhatWasMeasuredAsSoonAsSomethingArrives() {
        rto.measured(200 * MILLI);
        assertEquals(600 * MILLI, rto.timeoutNanos());
        rto.backOff();
        rto.backOff();
        assertEquals(2_400 * MILLI, rto.timeoutNanos());
        rto.recovered();
        assertEquals(600 * MILLI, rto.timeoutNanos());
    }
}
