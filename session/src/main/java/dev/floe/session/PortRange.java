package dev.floe.session;

import java.io.IOException;
import java.util.PrimitiveIterator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The ports that sockets may bind. Thread-safe. */
final class PortRange {
    private final int first;
    private final int size;
    private final boolean pool;
    private final AtomicInteger turn;

    private PortRange(int first, int size, boolean pool) {
        this.first = first;
        this.size = size;
        this.pool = pool;
        this.turn = new AtomicInteger(ThreadLocalRandom.current().nextInt(size));
    }

    /** Returns a port that nothing else will do for. 0 stands for whatever port is free. */
    static PortRange only(int port) {
        return new PortRange(port, 1, false);
    }

    /**
     * Returns the range of both ports and all between.
     *
     * @throws IllegalArgumentException unless they are 1 to 65535 and in order
     */
    static PortRange of(int first, int last) {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException("ports: must be 1 to 65535 and in order, are " + first + " to " + last);
        }
        return new PortRange(first, last - first + 1, true);
    }

    /** Returns every port once. Each walk begins one further than the last, so that the first is mostly free. */
    PrimitiveIterator.OfInt walk() {
        int start = turn.getAndUpdate(port -> (port + 1) % size);
        return IntStream.range(0, size)
                .map(step -> first + (start + step) % size)
                .iterator();
    }

    /** Returns what to tell when all ports are taken. */
    Exception whenAllTaken(IOException last) {
        return pool ? new PortsExhaustedException("ports: all of " + this + " are taken", last) : last;
    }

    @Override
    public String toString() {
        return size == 1 ? Integer.toString(first) : first + " to " + (first + size - 1);
    }
}
