package dev.floe.ice;

import java.util.Arrays;

/**
 * The last 256 transaction ids that the peer used, so that a replayed check is recognised. Grows with its use. 64 of an
 * id's 96 bits are kept: honest ids do not collide in them, and a peer that forges a collision harms only itself.
 */
final class SeenIds {
    private static final int CAPACITY = 256;
    private static final int FIRST_CAPACITY = 16;
    private static final short NONE = -1;

    private long[] ids = new long[0];
    /** For each bucket the newest entry, for each entry the next older of its bucket. */
    private short[] heads = new short[0];

    private short[] nexts = new short[0];
    private int size;
    private int oldest;

    /** Adds an id and returns whether it was new. */
    boolean add(long id) {
        if (contains(id)) {
            return false;
        }
        if (size == ids.length && size < CAPACITY) {
            grow();
        }
        if (size == CAPACITY) {
            unlink(oldest);
            link(oldest, id);
            oldest = (oldest + 1) % CAPACITY;
        } else {
            link(size++, id);
        }
        return true;
    }

    private boolean contains(long id) {
        if (size == 0) {
            return false;
        }
        for (int entry = heads[bucket(id)]; entry != NONE; entry = nexts[entry]) {
            if (ids[entry] == id) {
                return true;
            }
        }
        return false;
    }

    private void link(int entry, long id) {
        int bucket = bucket(id);
        ids[entry] = id;
        nexts[entry] = heads[bucket];
        heads[bucket] = (short) entry;
    }

    private void unlink(int entry) {
        int bucket = bucket(ids[entry]);
        if (heads[bucket] == entry) {
            heads[bucket] = nexts[entry];
            return;
        }
        int previous = heads[bucket];
        while (nexts[previous] != entry) {
            previous = nexts[previous];
        }
        nexts[previous] = nexts[entry];
    }

    private void grow() {
        long[] former = ids;
        int capacity = Math.max(FIRST_CAPACITY, former.length * 2);
        ids = new long[capacity];
        nexts = new short[capacity];
        heads = new short[capacity];
        Arrays.fill(heads, NONE);
        for (int entry = 0; entry < size; entry++) {
            link(entry, former[entry]);
        }
    }

    private int bucket(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 48) & heads.length - 1;
    }
}
