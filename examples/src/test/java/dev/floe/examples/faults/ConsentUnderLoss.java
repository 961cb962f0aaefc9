package dev.floe.examples.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.floe.examples.support.Await;
import dev.floe.examples.support.Weather;
import dev.floe.status.PeerStats;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both sides keep each other's consent while two of five datagrams are lost each way. By hand; see docs/testing.md. */
class ConsentUnderLoss {
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("floe.faults.minutes", 5));

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void holdsUnderFortyPercentLoss() throws Exception {
        try (BadNetwork network = new BadNetwork(Weather.loss(0.4), 4711)) {
            network.browser.transfer(1, 1, Duration.ofMinutes(1));
            long start = System.nanoTime();
            AtomicLong oldest = new AtomicLong();
            Await.until("the end", TIME.plusMinutes(1), () -> {
                // It may be in doubt for a moment, which is DISCONNECTED.
                assertFalse(network.session.closed().toCompletableFuture().isDone(), "consent is lost");
                oldest.accumulateAndGet(
                        stats(network).sinceProof().orElseThrow().toMillis(), Math::max);
                return System.nanoTime() - start >= TIME.toNanos();
            });
            network.browser.transfer(1, 1, Duration.ofMinutes(1));
            PeerStats stats = stats(network);
            System.out.printf(
                    "consent under loss: %d checks, %d answers, oldest consent %d ms; %s%n",
                    stats.totals().get("checksOut"), stats.totals().get("responsesIn"), oldest.get(), network.losses());
        }
    }

    private static PeerStats stats(BadNetwork network) throws Exception {
        return network.session.stats().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
