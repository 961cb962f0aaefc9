package dev.floe.bench;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Gives the same bytes each time that it is asked for many. An agent draws its transaction ids from blocks, so that its
 * ids come round, and what answers them can be made beforehand.
 */
final class RepeatingRandom implements RandomGenerator {
    @Override
    public void nextBytes(byte[] bytes) {
        new Random(4).nextBytes(bytes);
    }

    @Override
    public long nextLong() {
        throw new UnsupportedOperationException("only whole blocks are drawn");
    }
}
