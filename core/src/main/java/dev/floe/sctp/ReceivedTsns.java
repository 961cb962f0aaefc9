package dev.floe.sctp;

/**
 * Which TSNs have come: all up to the cumulative one, and ranges beyond it, in order (RFC 9260 section 3.3.4). At most
 * {@link #MOST_RANGES} ranges, which is about what a SACK can tell of.
 */
final class ReceivedTsns {
    static final int MOST_RANGES = 256;

    /** How far beyond the cumulative TSN one may lie: further, a gap block could not name it. */
    static final int MOST_AHEAD = 32_768;

    private final int[] starts = new int[MOST_RANGES];
    private final int[] ends = new int[MOST_RANGES];
    private int count;
    private int cumulative;

    void start(int firstTsn) {
        cumulative = firstTsn - 1;
        count = 0;
    }

    int cumulative() {
        return cumulative;
    }

    int ranges() {
        return count;
    }

    /** Returns where a range begins, from the cumulative TSN. */
    int rangeStart(int index) {
        return starts[index] - cumulative;
    }

    /** Returns where a range ends, from the cumulative TSN. */
    int rangeEnd(int index) {
        return ends[index] - cumulative;
    }

    boolean has(int tsn) {
        if (!Serial.before(cumulative, tsn)) {
            return true;
        }
        int at = lastStartingUpTo(tsn);
        return at >= 0 && !Serial.before(ends[at], tsn);
    }

    /** Returns whether a TSN that has not come may be added. */
    boolean hasRoomFor(int tsn) {
        if (tsn - cumulative > MOST_AHEAD) {
            return false;
        }
        return count < MOST_RANGES || tsn == cumulative + 1 || touches(tsn);
    }

    private boolean touches(int tsn) {
        int at = lastStartingUpTo(tsn);
        return (at >= 0 && ends[at] + 1 == tsn) || (at + 1 < count && starts[at + 1] - 1 == tsn);
    }

    /** Returns the index of the last range that begins at or before {@code tsn}; -1 if none does. */
    private int lastStartingUpTo(int tsn) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Serial.before(tsn, starts[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    /** Adds a TSN that has not come and for which there is room. */
    void add(int tsn) {
        if (tsn == cumulative + 1) {
            cumulative = tsn;
            absorb();
            return;
        }
        int before = lastStartingUpTo(tsn);
        boolean follows = before >= 0 && ends[before] + 1 == tsn;
        boolean meets = before + 1 < count && starts[before + 1] - 1 == tsn;
        if (follows && meets) {
            ends[before] = ends[before + 1];
            remove(before + 1);
        } else if (follows) {
            ends[before] = tsn;
        } else if (meets) {
            starts[before + 1] = tsn;
        } else {
            insert(before + 1, tsn);
        }
    }

    /** All up to this TSN counts as come (RFC 3758 section 3.6). */
    void skipTo(int tsn) {
        cumulative = tsn;
        while (count > 0 && !Serial.before(tsn, starts[0])) {
            if (Serial.before(cumulative, ends[0])) {
                cumulative = ends[0];
            }
            remove(0);
        }
        absorb();
    }

    private void absorb() {
        while (count > 0 && starts[0] == cumulative + 1) {
            cumulative = ends[0];
            remove(0);
        }
    }

    private void insert(int at, int tsn) {
        System.arraycopy(starts, at, starts, at + 1, count - at);
        System.arraycopy(ends, at, ends, at + 1, count - at);
        starts[at] = tsn;
        ends[at] = tsn;
        count++;
    }

    private void remove(int at) {
        count--;
        System.arraycopy(starts, at + 1, starts, at, count - at);
        System.arraycopy(ends, at + 1, ends, at, count - at);
    }
}
