package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of sessions of some minutes each, every one with its own policy, peer, network and attacker.
 *
 * <p>A seed that fails is named; {@code -Dfloe.sim.from=<seed> -Dfloe.sim.seeds=1} runs it alone. {@code -Dfloe.sim.minutes} makes the runs
 * longer.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("floe.sim.seeds", 10_000);
    private static final long FROM = Long.getLong("floe.sim.from", 0);
    private static final Duration DURATION = Duration.ofMinutes(Integer.getInteger("floe.sim.minutes", 2));
    private static final int THREADS = 2;

    @Tag("C2")
    @Tag("C3")
    @Tag("C4")
    @Tag("C5")
    @Tag("C8")
    @Tag("C9")
    @Tag("C12")
    @Tag("I21")
    @Tag("I22")
    @Tag("I23")
    @Tag("I26")
    @Test
    void everyRuleHoldsAtEveryStepOfEveryRun() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicLong next = new AtomicLong(FROM);
        Callable<Integer> work = () -> {
            int runs = 0;
            for (long seed = next.getAndIncrement(); seed < FROM + SEEDS; seed = next.getAndIncrement()) {
                run(seed);
                runs++;
            }
            return runs;
        };
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            results.add(threads.submit(work));
        }
        threads.shutdown();
        int runs = 0;
        for (Future<Integer> result : results) {
            runs += result.get();
        }

        assertTrue(threads.awaitTermination(1, TimeUnit.SECONDS));
        assertEquals(SEEDS, runs);
    }

    @Test
    void aSeedReplaysExactly() {
        for (long seed = 0; seed < 50; seed++) {
            assertEquals(run(seed), run(seed), "seed " + seed);
        }
    }

    private static long run(long seed) {
        Simulation simulation = new Simulation(seed, DURATION);
        try {
            return simulation.run();
        } catch (Throwable broken) {
            throw new AssertionError(
                    "seed " + seed + " of " + DURATION + ": " + broken.getMessage() + "\n" + simulation.scenario + "\n"
                            + String.join("\n", journalOf(seed)),
                    broken);
        }
    }

    /** Runs a seed that has failed once more, and writes down what led to it. */
    private static Deque<String> journalOf(long seed) {
        Simulation again = new Simulation(seed, DURATION);
        Deque<String> journal = again.keepJournal();
        try {
            again.run();
            throw new IllegalStateException("the seed did not fail again");
        } catch (AssertionError expected) {
            return journal;
        }
    }
}
