package dev.floe.sim;

import java.time.Duration;
import java.util.SplittableRandom;

/** Time on nanoTime's scale, from an origin that only a seed knows: half of them wrap within two minutes. */
public final class VirtualTime {
    /** The clock of this seed wraps after 988 ms, in the middle of whatever is tested. */
    public static final long WRAPS_SOON = 325;

    private static final long TWO_MINUTES = 120_000_000_000L;

    public long now;

    public VirtualTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        now = random.nextBoolean() ? Long.MAX_VALUE - random.nextLong(TWO_MINUTES) : random.nextLong();
    }

    public void advance(Duration by) {
        now += by.toNanos();
    }
}
