package dev.floe.ice;

/**
 * The last 256 transaction ids that the peer used, so that a replayed check is recognised. Grows with its use. An id is
 * kept as 32 bits of a hash: that a fresh one is taken for one of 256 others happens once in some ten million checks,
 * and such a check is still answered.
 *
 * <p>All lies in one array, a hash table with linear probing before a ring in the order of arrival, so that a check
 * touches few cache lines however many sessions there are.
 */
final class SeenIds {
    private static final int CAPACITY = 256;
    private static final int FIRST_CAPACITY = 16;
    private static final int FREE = 0;

    /** How many ids there is room for: a power of two. The table has twice as many cells, so that probing ends. */
    private int capacity;

    private int size;
    private int oldest;
    private int[] cells = {};

    /** Adds an id and returns whether it was new. */
    boolean add(long id) {
        if (size == capacity && size < CAPACITY) {
            grow();
        }
        int hash = hash(id);
        int cell = find(hash);
        if (cells[cell] == hash) {
            return false;
        }
        cells[cell] = hash;
        if (size < capacity) {
            cells[ring(size++)] = hash;
            return true;
        }
        remove(cells[ring(oldest)]);
        cells[ring(oldest)] = hash;
        oldest = (oldest + 1) & (capacity - 1);
        return true;
    }

    /** The upper half of the product depends on all of the id; 0 stands for a free cell. */
    private static int hash(long id) {
        int hash = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32);
        return hash == FREE ? 1 : hash;
    }

    private int ring(int entry) {
        return 2 * capacity + entry;
    }

    private int mask() {
        return 2 * capacity - 1;
    }

    /** Returns the cell that holds the hash, or else the free one where it belongs. */
    private int find(int hash) {
        int cell = hash & mask();
        while (cells[cell] != hash && cells[cell] != FREE) {
            cell = (cell + 1) & mask();
        }
        return cell;
    }

    /** Frees a cell, and moves up what was pushed past it. */
    private void remove(int hash) {
        int hole = find(hash);
        for (int cell = (hole + 1) & mask(); cells[cell] != FREE; cell = (cell + 1) & mask()) {
            int probed = (cell - cells[cell]) & mask();
            if (probed >= ((cell - hole) & mask())) {
                cells[hole] = cells[cell];
                hole = cell;
            }
        }
        cells[hole] = FREE;
    }

    private void grow() {
        int[] former = cells;
        int start = 2 * capacity;
        capacity = Math.max(FIRST_CAPACITY, 2 * capacity);
        cells = new int[3 * capacity];
        for (int entry = 0; entry < size; entry++) {
            int hash = former[start + entry];
            cells[find(hash)] = hash;
            cells[ring(entry)] = hash;
        }
    }
}
