package dev.floe.examples.faults;

import dev.floe.examples.support.Weather;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Chromium sends on a reliable channel comes back whole and in order, whatever the network does. */
final class FaultsIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
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
            long start = System.nanoTime();
            network.browser.transfer(messages, MESSAGE, LIMIT);
            System.out.printf(
                    "faults: %,d bytes each way in %.1f s; %s; %s%n",
                    messages * MESSAGE, (System.nanoTime() - start) / 1e9, weather, network.losses());
        }
    }
}
