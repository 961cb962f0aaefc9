package dev.floe.sim;

import java.util.PriorityQueue;

/** What is to happen, in the order of a clock that may wrap. */
final class Schedule {
    /** Something to do. */
    private record Event(long at, long number, Runnable deed) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            long earlier = at - other.at;
            return earlier == 0 ? Long.compare(number, other.number) : Long.signum(earlier);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>(256);
    private long number;
    long now;

    Schedule(long origin) {
        now = origin;
    }

    void at(long time, Runnable deed) {
        events.add(new Event(time, number++, deed));
    }

    void in(long delay, Runnable deed) {
        at(now + delay, deed);
    }

    /** Does the next thing that is due before {@code end}; false if there is none. */
    boolean step(long end) {
        Event next = events.peek();
        if (next == null || next.at() - end >= 0) {
            now = end;
            return false;
        }
        events.remove();
        now = next.at();
        next.deed().run();
        return true;
    }
}
