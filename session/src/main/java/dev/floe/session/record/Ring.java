package dev.floe.session.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last entries of one kind; the oldest give way. Grows with its use. */
final class Ring<T extends Entry> {
    private final int capacity;
    private final Deque<T> entries = new ArrayDeque<>();
    private long lost;

    Ring(int capacity) {
        this.capacity = capacity;
    }

    void add(T entry) {
        if (entries.size() == capacity) {
            entries.remove();
            lost++;
        }
        entries.add(entry);
    }

    /** Returns how many have given way. */
    long lost() {
        return lost;
    }

    List<T> copy() {
        return List.copyOf(entries);
    }
}
