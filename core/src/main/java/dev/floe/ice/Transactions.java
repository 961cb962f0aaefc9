package dev.floe.ice;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Our own checks that still await an answer, 64 at most, the oldest giving way. Each keeps the path that it was sent
 * on; an answer counts however many later checks were sent since (RFC 7675 section 5.1). Grows with its use.
 *
 * <p>The lowest free slot is taken, and a path that stands there already is not written again: a session that asks for
 * consent once a second comes by the same few cache lines each time, and the collector has nothing to look after.
 */
final class Transactions {
    private static final int CAPACITY = 64;
    private static final int FIRST_CAPACITY = 4;

    private static final int LOW = 0;
    private static final int HIGH = 1;
    private static final int SENT_AT = 2;
    private static final int WIDTH = 3;

    /** A bit for each slot. */
    private long live;

    private long[] cells = new long[0];
    /** The first slot's is left there when the slot is free: the next check is nearly always on the same path. */
    private @Nullable Path[] paths = new Path[0];

    /** Returns whether an older one had to give way. */
    boolean add(long now, int high, long low, Path path) {
        boolean displaces = size() == CAPACITY;
        int slot = displaces ? oldest() : Long.numberOfTrailingZeros(~live);
        if (slot == paths.length) {
            grow();
        }
        live |= bit(slot);
        cells[slot * WIDTH + LOW] = low;
        cells[slot * WIDTH + HIGH] = high;
        cells[slot * WIDTH + SENT_AT] = now;
        if (paths[slot] != path) {
            paths[slot] = path;
        }
        return displaces;
    }

    /** Returns the slot of a live transaction, -1 if there is none. */
    int find(int high, long low) {
        for (long left = live; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            if (cells[slot * WIDTH + LOW] == low && cells[slot * WIDTH + HIGH] == high) {
                return slot;
            }
        }
        return -1;
    }

    Path path(int slot) {
        Path path = (live & bit(slot)) == 0 ? null : paths[slot];
        if (path == null) {
            throw new IllegalStateException("no transaction in slot " + slot);
        }
        return path;
    }

    long sentAt(int slot) {
        return cells[slot * WIDTH + SENT_AT];
    }

    void remove(int slot) {
        live &= ~bit(slot);
        if (slot != 0) {
            paths[slot] = null;
        }
    }

    /**
     * Forgets what is older than {@code age}: consent has expired meanwhile, so no answer could renew it.
     *
     * @return how many that were
     */
    int expire(long now, long age) {
        int before = size();
        for (long left = live; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            if (now - sentAt(slot) >= age) {
                remove(slot);
            }
        }
        return before - size();
    }

    void clear() {
        live = 0;
        Arrays.fill(paths, null);
    }

    int size() {
        return Long.bitCount(live);
    }

    private static long bit(int slot) {
        return 1L << slot;
    }

    /** Only while all slots are live. */
    private int oldest() {
        int oldest = 0;
        for (int slot = 1; slot < CAPACITY; slot++) {
            if (sentAt(slot) - sentAt(oldest) < 0) {
                oldest = slot;
            }
        }
        return oldest;
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, paths.length * 2);
        cells = Arrays.copyOf(cells, capacity * WIDTH);
        paths = Arrays.copyOf(paths, capacity);
    }
}
