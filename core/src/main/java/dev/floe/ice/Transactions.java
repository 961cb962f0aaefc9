package dev.floe.ice;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Our own checks that still await an answer, 64 at most, the oldest giving way. Each keeps the path that it was sent
 * on; an answer counts however many later checks were sent since (RFC 7675 section 5.1). Grows with its use.
 */
final class Transactions {
    private static final int CAPACITY = 64;
    private static final int FIRST_CAPACITY = 4;

    private int[] highs = new int[0];
    private long[] lows = new long[0];
    private long[] sentAt = new long[0];
    private @Nullable Path[] paths = new Path[0];
    private int next;

    /** Returns whether an older one had to give way. */
    boolean add(long now, int high, long low, Path path) {
        int slot = freeSlot();
        boolean displaces = paths[slot] != null;
        highs[slot] = high;
        lows[slot] = low;
        sentAt[slot] = now;
        paths[slot] = path;
        next = (slot + 1) % highs.length;
        return displaces;
    }

    /** Returns the slot of a live transaction, -1 if there is none. The newest are looked at first. */
    int find(int high, long low) {
        int capacity = highs.length;
        for (int back = 1; back <= capacity; back++) {
            int slot = (next - back + capacity) % capacity;
            if (lows[slot] == low && highs[slot] == high && paths[slot] != null) {
                return slot;
            }
        }
        return -1;
    }

    Path path(int slot) {
        Path path = paths[slot];
        if (path == null) {
            throw new IllegalStateException("no transaction in slot " + slot);
        }
        return path;
    }

    long sentAt(int slot) {
        return sentAt[slot];
    }

    void remove(int slot) {
        paths[slot] = null;
    }

    /**
     * Forgets what is older than {@code age}: consent has expired meanwhile, so no answer could renew it.
     *
     * @return how many that were
     */
    int expire(long now, long age) {
        int expired = 0;
        for (int slot = 0; slot < paths.length; slot++) {
            if (paths[slot] != null && now - sentAt[slot] >= age) {
                paths[slot] = null;
                expired++;
            }
        }
        return expired;
    }

    void clear() {
        Arrays.fill(paths, null);
    }

    int size() {
        int live = 0;
        for (Path path : paths) {
            live += path == null ? 0 : 1;
        }
        return live;
    }

    private int freeSlot() {
        int capacity = highs.length;
        for (int ahead = 0; ahead < capacity; ahead++) {
            int slot = (next + ahead) % capacity;
            if (paths[slot] == null) {
                return slot;
            }
        }
        if (capacity == CAPACITY) {
            return oldest();
        }
        grow(Math.max(FIRST_CAPACITY, capacity * 2));
        return capacity;
    }

    private int oldest() {
        int oldest = 0;
        for (int slot = 1; slot < CAPACITY; slot++) {
            if (sentAt[slot] - sentAt[oldest] < 0) {
                oldest = slot;
            }
        }
        return oldest;
    }

    private void grow(int capacity) {
        highs = Arrays.copyOf(highs, capacity);
        lows = Arrays.copyOf(lows, capacity);
        sentAt = Arrays.copyOf(sentAt, capacity);
        paths = Arrays.copyOf(paths, capacity);
    }
}
