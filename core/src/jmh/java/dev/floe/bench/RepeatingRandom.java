package dev.floe.bench;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Gives the same block of bytes each time that a block is drawn. An agent draws its transaction ids from blocks, so that its
 * ids come round, and what answers them can be made beforehand.
 */
final class RepeatingRandom implements RandomGenerator {
    private final byte[] block = new byte[Answers.BLOCK];

    RepeatingRandom() {
        new Random(4).nextBytes(block);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        Party.require(bytes.length == block.length, "only whole blocks are drawn");
        System.arraycopy(block, 0, bytes, 0, block.length); // allocates nothing, since a round is charged with it
    }

    @Override
    public long nextLong() {
        throw new UnsupportedOperationException("only whole blocks are drawn");
    }
}
