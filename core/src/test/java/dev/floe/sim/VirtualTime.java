package dev.floe.sim;

import java.time.Duration;
import java.util.Random;

/** Time on nanoTime's scale, from an origin that only a seed knows: half of them wrap within two minutes. */
public final class VirtualTime {
    private static final long TWO_MINUTES = 120_000_000_000L;

    public long now;

    public VirtualTime(long seed) {
        Random random = new Random(seed);
        now = random.nextBoolean() ? Long.MAX_VALUE - Math.floorMod(random.nextLong(), TWO_MINUTES) : random.nextLong();
    }

    public void advance(Duration by) {
        now += by.toNanos();
    }
}
