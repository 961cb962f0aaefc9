package dev.floe.session.metrics;

import dev.floe.session.SessionsStats;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shares one pass over the sessions among all who read within a second: one scrape reads dozens of meters. Thread-safe. There is one
 * pass at a time, so that what is read never goes back.
 */
final class LatestStats {
    static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final SessionsStats NOTHING =
            new SessionsStats(Map.of(), Map.of(), 0, 0, 0, Duration.ZERO, Map.of(), Map.of());

    private final Supplier<CompletionStage<SessionsStats>> source;
    private final LongSupplier clock;
    private volatile SessionsStats last = NOTHING;
    private CompletableFuture<SessionsStats> pass;
    private long passBegan;

    /**
     * Begins with nothing counted, and asks when it is asked.
     *
     * @param source takes a pass
     * @param clock nanoseconds on {@link System#nanoTime}'s scale
     */
    LatestStats(Supplier<CompletionStage<SessionsStats>> source, LongSupplier clock) {
        this.source = source;
        this.clock = clock;
        this.pass = CompletableFuture.completedFuture(NOTHING);
        this.passBegan = clock.getAsLong() - FRESH_NANOS;
    }

    /** Returns the pass that began less than a second ago, or that is under way; begins one otherwise. Never blocks. */
    synchronized CompletableFuture<SessionsStats> refresh() {
        long now = clock.getAsLong();
        if (pass.isDone() && now - passBegan >= FRESH_NANOS) {
            passBegan = now;
            pass = source.get()
                    .thenApply(stats -> {
                        last = stats;
                        return stats;
                    })
                    .toCompletableFuture();
        }
        return pass;
    }

    /**
     * Returns what {@link #refresh} brings, if it comes within a second of its beginning; else, and always on a thread of Netty's, for
     * which the sessions' answers may have to wait, what is known already.
     */
    SessionsStats get() {
        CompletableFuture<SessionsStats> fresh = refresh();
        if (!fresh.isDone() && !(Thread.currentThread() instanceof FastThreadLocalThread)) {
            await(fresh);
        }
        return last;
    }

    private void await(CompletableFuture<SessionsStats> fresh) {
        try {
            fresh.get(patience(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // What is known already has to do.
        }
    }

    private synchronized long patience() {
        return FRESH_NANOS - (clock.getAsLong() - passBegan);
    }
}
