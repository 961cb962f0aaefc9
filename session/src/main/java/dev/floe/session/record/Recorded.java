package dev.floe.session.record;

import java.time.Instant;
import java.util.List;

/**
 * What a recorder held at a moment.
 *
 * @param startedAt when it began, by the clock on the wall
 * @param start the same moment on {@link System#nanoTime}'s scale
 * @param entries what it held, in order
 * @param lostMessages how many messages had given way to later ones
 * @param lostEvents how many events had
 */
public record Recorded(Instant startedAt, long start, List<Entry> entries, long lostMessages, long lostEvents) {
    /** Copies the entries. */
    public Recorded {
        entries = List.copyOf(entries);
    }

    /** Returns what there is where nobody records. */
    public static Recorded nothing() {
        return new Recorded(Instant.EPOCH, 0, List.of(), 0, 0);
    }

    /** Returns how long after the beginning an entry was made, in nanoseconds. */
    long since(Entry entry) {
        return entry.at() - start;
    }

    /** Returns when an entry was made, in nanoseconds since 1970. */
    long epochNanos(Entry entry) {
        return startedAt.getEpochSecond() * 1_000_000_000 + startedAt.getNano() + since(entry);
    }
}
