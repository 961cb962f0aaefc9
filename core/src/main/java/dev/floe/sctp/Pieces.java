package dev.floe.sctp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The pieces that have come and whose message has not, and what must be known of those around them: a ring over TSNs. */
final class Pieces {
    private static final int FIRST_CAPACITY = 16;

    private @Nullable Piece[] ring = new Piece[FIRST_CAPACITY];
    /** The first TSN kept, and the one after the last. */
    private int first;

    private int next;

    void start(int tsn) {
        Arrays.fill(ring, null);
        first = tsn;
        next = tsn;
    }

    int first() {
        return first;
    }

    int next() {
        return next;
    }

    @Nullable
    Piece get(int tsn) {
        boolean kept = !Serial.before(tsn, first) && Serial.before(tsn, next);
        return kept ? ring[tsn & (ring.length - 1)] : null;
    }

    void put(int tsn, Piece piece) {
        if (!Serial.before(tsn, next)) {
            next = tsn + 1;
        }
        while (next - first > ring.length) {
            grow(tsn);
        }
        ring[tsn & (ring.length - 1)] = piece;
    }

    private void grow(int coming) {
        @Nullable Piece[] larger = new Piece[2 * ring.length];
        for (int tsn = first; tsn - first < ring.length && tsn != coming; tsn++) {
            larger[tsn & (larger.length - 1)] = ring[tsn & (ring.length - 1)];
        }
        ring = larger;
    }

    /** Forgets all before {@code tsn}. */
    void forgetBefore(int tsn) {
        for (; Serial.before(first, tsn) && first != next; first++) {
            ring[first & (ring.length - 1)] = null;
        }
        if (Serial.before(first, tsn)) {
            first = tsn;
            next = tsn;
        }
    }
}
