package dev.floe.ice;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * Random bytes drawn a block at a time, because a secure generator is slow for twelve bytes and fast for a thousand.
 */
final class RandomBlock {
    private static final int SIZE = 1024;

    private final RandomGenerator source;
    private final byte[] block = new byte[SIZE];
    private final ByteBuffer view = ByteBuffer.wrap(block);
    private int used = SIZE;

    RandomBlock(RandomGenerator source) {
        this.source = source;
    }

    int nextInt() {
        return view.getInt(take(Integer.BYTES));
    }

    long nextLong() {
        return view.getLong(take(Long.BYTES));
    }

    /** Returns {@code nanos} times a factor drawn evenly from 0.8 to 1.2 (RFC 7675 section 5.1). */
    long jitter(long nanos) {
        long spread = nanos / 5 * 2;
        int drawn = view.getShort(take(Short.BYTES)) & 0xFFFF;
        return nanos - nanos / 5 + (long) (spread * (drawn / 65536.0));
    }

    private int take(int count) {
        if (used + count > SIZE) {
            source.nextBytes(block);
            used = 0;
        }
        int at = used;
        used += count;
        return at;
    }
}
