package dev.floe.session.record;

/**
 * Something that happened to the session.
 *
 * @param at when, in nanoseconds on {@link System#nanoTime}'s scale
 * @param number its place in the order
 * @param words what
 */
public record EventEntry(long at, long number, String words) implements Entry {}
