package dev.floe.examples.support;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Waits for conditions by looking again and again until a deadline. */
public final class Await {
    private static final Executor SOON = CompletableFuture.delayedExecutor(25, TimeUnit.MILLISECONDS);

    private Await() {}

    /** Returns what the probe finds as soon as it finds something; fails after {@code limit}, saying what it was waiting for. */
    public static <T> T found(String what, Duration limit, Callable<Optional<T>> probe) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<T> found = probe.call();
        while (found.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            CompletableFuture.runAsync(() -> {}, SOON).join();
            found = probe.call();
        }
        return found.get();
    }

    /** Returns as soon as the condition holds; fails after {@code limit}, saying what it was waiting for. */
    public static void until(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        found(what, limit, () -> condition.call() ? Optional.of(what) : Optional.empty());
    }
}
