package dev.floe.session;

import java.util.Arrays;

/**
 * Doubly linked rings of numbers. Each number is in one ring, by itself at first, and can be the head of one. Numbers
 * rather than objects that refer to each other: the collector follows each reference that changes in an old object,
 * and among 10,000 sessions a neighbour in the ring is seldom in the cache.
 */
final class Rings {
    private static final int LINKS = 2;

    /** The number before and the number after each one. */
    private int[] links;

    /** Makes rings of one, from 0 on. */
    Rings(int count) {
        links = new int[0];
        grow(count);
    }

    /** Returns how many numbers there are. */
    int count() {
        return links.length / LINKS;
    }

    /** Makes more rings of one, so that there are {@code count} numbers. */
    void grow(int count) {
        int first = count();
        links = Arrays.copyOf(links, count * LINKS);
        for (int number = first; number < count; number++) {
            link(number, number);
        }
    }

    /** Returns whether there is another one in its ring. */
    boolean isLinked(int number) {
        return after(number) != number;
    }

    int after(int number) {
        return links[number * LINKS + 1];
    }

    private int before(int number) {
        return links[number * LINKS];
    }

    private void link(int earlier, int later) {
        links[earlier * LINKS + 1] = later;
        links[later * LINKS] = earlier;
    }

    /** Puts a number that is by itself at the end of a ring. */
    void append(int number, int head) {
        link(before(head), number);
        link(number, head);
    }

    /** Puts a number by itself. */
    void unlink(int number) {
        link(before(number), after(number));
        link(number, number);
    }

    /** Moves all but the head from one ring to the end of another. */
    void move(int head, int toHead) {
        if (isLinked(head)) {
            link(before(toHead), after(head));
            link(before(head), toHead);
            link(head, head);
        }
    }
}
