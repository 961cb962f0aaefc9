package dev.floe.sim;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Two associations with a path between them, in virtual time that begins anywhere. */
final class SctpPair {
    private static final long STEPS = 20_000_000;

    final Schedule schedule;
    final SctpSide left;
    final SctpSide right;

    SctpPair(long seed, SctpNet net, int receiveWindow) {
        SplittableRandom random = new SplittableRandom(seed);
        schedule = new Schedule(random.nextLong());
        left = new SctpSide(schedule, random.split(), net, receiveWindow);
        right = new SctpSide(schedule, random.split(), net, receiveWindow);
        left.joinTo(right);
        right.joinTo(left);
    }

    /** Both sides begin, as WebRTC's peers do. */
    SctpPair connect() {
        left.drive(() -> left.association().connect(schedule.now));
        right.drive(() -> right.association().connect(schedule.now));
        return this;
    }

    /** Goes on until the condition holds; false if it does not in that time. */
    boolean runUntil(BooleanSupplier condition, Duration atMost) {
        long end = schedule.now + atMost.toNanos();
        for (long steps = 0; !condition.getAsBoolean(); steps++) {
            if (steps > STEPS) {
                throw new AssertionError("it does not come to rest");
            }
            if (!schedule.step(end)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** Goes on until nothing is left to do. */
    boolean runUntilIdle(Duration atMost) {
        return runUntil(() -> isIdle(left) && isIdle(right), atMost);
    }

    private boolean isIdle(SctpSide side) {
        return side.association().delayNanos(schedule.now) == Long.MAX_VALUE
                && side.association().stats().inFlight() == 0
                && side.planned == 0
                && side.sentBytes == side.unbufferedBytes;
    }
}
