package dev.floe.sim;

import dev.floe.engine.PeerEngine;
import dev.floe.status.PeerStats;
import java.util.Map;

/** Checks that every datagram is counted once, and that what waits is bounded. */
final class Books {
    private static final int WAITING = 8 * 8;

    private final PeerEngine engine;

    Books(PeerEngine engine) {
        this.engine = engine;
    }

    void check(long now) {
        PeerStats stats = engine.stats(now);
        Map<String, Long> totals = stats.totals();
        long waiting = of(totals, "waiting");
        long counted = of(totals, "checksIn") + of(totals, "responsesIn") + of(totals, "toSlots") + waiting;
        for (long drops : stats.drops().values()) {
            counted += drops;
        }
        if (counted != of(totals, "datagramsIn")) {
            throw new AssertionError("the books do not balance: " + stats);
        }
        if (waiting > WAITING) {
            throw new AssertionError("too much waits: " + waiting);
        }
    }

    private static long of(Map<String, Long> totals, String name) {
        Long total = totals.get(name);
        return total == null ? -1 : total;
    }
}
