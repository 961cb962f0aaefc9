package dev.floe.examples.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Weather;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Chromium sends on a reliable channel comes back whole and in order, whatever the network does. */
@Timeout(value = 16, unit = TimeUnit.MINUTES)
final class FaultsIT {
    /** Chromium's own silences ({@link Silence}) are not counted. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration WITH_SILENCES = Duration.ofMinutes(15);
    private static final int MESSAGE = 16_384;

    @Test
    void aMegabyteEachWayUnderTenPercentLoss() throws Exception {
        assertCarries(64, Weather.loss(0.1));
    }

    @Test
    void aHundredKilobytesEachWayUnderThirtyPercentLoss() throws Exception {
        assertCarries(7, Weather.loss(0.3));
    }

    @Test
    void aMegabyteThatIsDelayedDoubledSpoiltAndOvertaken() throws Exception {
        assertCarries(64, new Weather(0.02, 0.05, 0.02, 20, 30, 1_000));
    }

    private static void assertCarries(int messages, Weather weather) throws Exception {
        try (BadNetwork network = new BadNetwork(weather, 4711)) {
            long took = network.transfer(messages, MESSAGE, WITH_SILENCES);
            long silent = network.silentNanos();
            System.out.printf(
                    "faults: %,d bytes each way in %.1f s, %.1f s of which Chromium was silent; %s; %s%n",
                    messages * MESSAGE, took / 1e9, silent / 1e9, weather, network.losses());
            assertTrue(took - silent <= LIMIT.toNanos(), () -> took / 1e9 + " s, silent " + silent / 1e9);
        }
    }
}
