package dev.floe.session.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.session.SessionsStats;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How often the sessions are asked, and who waits for them. */
class LatestStatsTest {
    private final List<CompletableFuture<SessionsStats>> passes = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5; // the scale may wrap
    private final LatestStats latest = new LatestStats(this::pass, () -> now);

    private CompletionStage<SessionsStats> pass() {
        CompletableFuture<SessionsStats> pass = new CompletableFuture<>();
        passes.add(pass);
        return pass;
    }

    private static SessionsStats counted(long handshakes) {
        return new SessionsStats(Map.of(), Map.of(), handshakes, 0, 0, Duration.ZERO, Map.of(), Map.of());
    }

    @Test
    void sharesAPassForASecond() {
        CompletableFuture<SessionsStats> first = latest.refresh();
        assertSame(first, latest.refresh());
        passes.get(0).complete(counted(1));
        now += LatestStats.FRESH_NANOS - 1;
        assertSame(first, latest.refresh());
        assertEquals(1, latest.get().handshakesCompleted());
        assertEquals(1, passes.size());

        now++;
        assertNotSame(first, latest.refresh());
        assertEquals(2, passes.size());
    }

    @Test
    void beginsNoPassWhileOneIsUnderWay() {
        CompletableFuture<SessionsStats> slow = latest.refresh();
        now += 5 * LatestStats.FRESH_NANOS;
        assertSame(slow, latest.refresh());
        passes.get(0).complete(counted(1));
        assertNotSame(slow, latest.refresh());
    }

    @Test
    void readsWhatIsKnownOnceThePassHasHadItsSecond() {
        assertFalse(latest.refresh().isDone());
        passes.get(0).complete(counted(7));
        now += LatestStats.FRESH_NANOS;
        assertFalse(latest.refresh().isDone());
        now += LatestStats.FRESH_NANOS;
        assertEquals(7, latest.get().handshakesCompleted());
        passes.get(1).complete(counted(8));
        assertFalse(latest.refresh().isDone());
        assertEquals(8, latest.get().handshakesCompleted());
        assertEquals(3, passes.size());
    }

    @Test
    void readsWhatIsKnownWhenAPassFails() {
        assertFalse(latest.refresh().isDone());
        passes.get(0).completeExceptionally(new IllegalStateException("planted"));
        assertEquals(0, latest.get().handshakesCompleted());
    }

    @Test
    void waitsForThePassOnAThreadOfOnesOwn() throws Exception {
        assertFalse(latest.refresh().isDone());
        CompletableFuture<SessionsStats> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> read.complete(latest.get()));
        reader.start();
        passes.get(0).complete(counted(1));
        assertEquals(1, read.get(10, TimeUnit.SECONDS).handshakesCompleted());
    }

    @Test
    void neverWaitsOnAThreadOfNettys() throws Exception {
        CompletableFuture<SessionsStats> read = new CompletableFuture<>();
        new FastThreadLocalThread(() -> read.complete(latest.get())).start();
        assertEquals(0, read.get(10, TimeUnit.SECONDS).handshakesCompleted());
        assertEquals(1, passes.size());
        passes.get(0).complete(counted(1));
        assertEquals(1, latest.get().handshakesCompleted());
    }

    @Test
    void leavesAnInterruptToTheReader() {
        Thread.currentThread().interrupt();
        assertEquals(0, latest.get().handshakesCompleted());
        assertTrue(Thread.interrupted());
    }
}
