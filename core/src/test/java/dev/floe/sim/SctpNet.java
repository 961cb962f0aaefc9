package dev.floe.sim;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The path between two associations.
 *
 * @param loss the share of packets that are lost, each way
 * @param minDelay the least one-way delay in nanoseconds
 * @param maxDelay the greatest; where it differs packets overtake each other
 * @param duplication the share of packets that arrive twice
 * @param refusals the share of packets that the way out refuses
 */
record SctpNet(double loss, long minDelay, long maxDelay, double duplication, double refusals) {
    static final long MILLI = 1_000_000L;

    /** A path that delays and does nothing else. */
    static SctpNet clean(long delay) {
        return new SctpNet(0, delay, delay, 0, 0);
    }

    static SctpNet draw(SplittableRandom random) {
        long minDelay = random.nextLong(100 * MILLI);
        return new SctpNet(
                random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.3,
                minDelay,
                random.nextInt(3) == 0 ? minDelay : minDelay + random.nextLong(200 * MILLI),
                random.nextInt(2) * random.nextDouble() * 0.1,
                random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0);
    }

    boolean refuses(SplittableRandom random) {
        return refusals > 0 && random.nextDouble() < refusals;
    }

    void carry(Schedule schedule, SplittableRandom random, byte[] packet, Consumer<byte[]> receiver) {
        if (random.nextDouble() < loss) {
            return;
        }
        arrive(schedule, random, packet, receiver);
        if (duplication > 0 && random.nextDouble() < duplication) {
            arrive(schedule, random, packet, receiver);
        }
    }

    private void arrive(Schedule schedule, SplittableRandom random, byte[] packet, Consumer<byte[]> receiver) {
        long spread = maxDelay - minDelay;
        long delay = minDelay + (spread == 0 ? 0 : random.nextLong(spread));
        schedule.in(delay, () -> receiver.accept(packet));
    }
}
