package dev.floe.session.load;

import java.io.IOException;

/** Gives each of many its turn once a period, evenly spread. */
final class Pacer {
    /** Whose turn it is. */
    interface Turn {
        void take(int index) throws IOException;
    }

    private final int count;
    private final double gap;
    private final long start;
    private long turns;

    Pacer(long now, int count, long periodNanos) {
        this.start = now;
        this.count = count;
        this.gap = (double) periodNanos / count;
    }

    /** Takes the turns that are due. */
    void run(long now, Turn turn) throws IOException {
        while (dueAt() - now <= 0) {
            turn.take((int) (turns++ % count));
        }
    }

    long dueAt() {
        return start + (long) (turns * gap);
    }
}
