package dev.floe.examples.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Await;
import dev.floe.examples.support.Weather;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A data channel with Chromium that is used all the time, under a little loss, and takes no more memory in the end. By hand; see docs/testing.md. */
class DataSoak {
    private static final int MINUTES = Integer.getInteger("floe.soak.minutes", 10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long SLACK_BYTES = 4 << 20;

    /** What is held after a collection. */
    private record Held(long heap, long direct, int threads) {
        static Held now() {
            System.gc();
            System.gc();
            return new Held(
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(),
                    PlatformDependent.usedDirectMemory(),
                    Thread.getAllStackTraces().size());
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void takesNoMoreInTheEnd() throws Exception {
        try (BadNetwork network = new BadNetwork(Weather.loss(0.01), 4711)) {
            Held first = minute(network);
            Held last = first;
            for (int i = 1; i < MINUTES; i++) {
                last = minute(network);
            }
            System.out.printf(
                    "data soak: %d minutes; at first %s, in the end %s; %s%n", MINUTES, first, last, network.losses());
            assertTrue(last.heap() <= first.heap() + SLACK_BYTES, "the heap has grown");
            assertTrue(last.direct() <= first.direct() + SLACK_BYTES, "direct memory has grown");
            assertTrue(last.threads() <= first.threads() + 2, "there are more threads");
        }
    }

    private static Held minute(BadNetwork network) throws Exception {
        long start = System.nanoTime();
        Await.until("the end of the minute", Duration.ofMinutes(2), () -> {
            network.browser.transfer(4, 16_384, LIMIT);
            assertFalse(network.session.closed().toCompletableFuture().isDone());
            return System.nanoTime() - start >= TimeUnit.MINUTES.toNanos(1);
        });
        return Held.now();
    }
}
