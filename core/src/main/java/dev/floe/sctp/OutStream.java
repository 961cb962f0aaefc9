package dev.floe.sctp;

import java.util.ArrayDeque;
import java.util.Queue;

/** A stream on which something was sent or waits. */
final class OutStream implements Comparable<OutStream> {
    static final int NORMAL_PRIORITY = 256;
    /** Enough for one byte to count at the highest priority. */
    private static final int FRACTION = 20;

    final int id;
    final Queue<OutMessage> waiting = new ArrayDeque<>(2);
    int priority = NORMAL_PRIORITY;
    /** How many of its TSNs are not acknowledged for good. */
    int unacknowledged;

    boolean drainAwaited;
    /** How far it has got, in bytes weighted by priority; the stream that is furthest behind is next. */
    long turn;

    private int nextSsn;

    OutStream(int id) {
        this.id = id;
    }

    int takeSsn() {
        int ssn = nextSsn;
        nextSsn = Serial.nextSsn(ssn);
        return ssn;
    }

    void tookTurn(int bytes) {
        turn += ((long) bytes << FRACTION) / priority;
    }

    @Override
    public int compareTo(OutStream other) {
        return Long.compare(turn, other.turn);
    }
}
