package dev.floe.session.record;

/** Something that was recorded. Immutable once the input that it belongs to is over. */
public sealed interface Entry permits StunEntry, EventEntry {
    /** Returns when, in nanoseconds on {@link System#nanoTime}'s scale. */
    long at();

    /** Returns its place in the order of everything that was recorded. */
    long number();
}
