package dev.floe.engine;

import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Datagrams that came from an authenticated path before it was proven: a browser's ClientHello overtakes the answer to
 * our first check. 8 a path at most; paths are bounded by the agent.
 */
final class Intake {
    private static final int PER_PATH = 8;
    private static final int LONGEST = 2048;

    /** One datagram that waits. */
    record Waiting(InetSocketAddress source, ByteBuffer datagram) {}

    private final Counters counters;
    private List<Waiting> queue = List.of();

    Intake(Counters counters) {
        this.counters = counters;
    }

    /** Copies a datagram into the queue, or counts it as dropped. */
    void add(InetSocketAddress source, ByteBuffer datagram) {
        if (datagram.remaining() > LONGEST || waitingFrom(source) >= PER_PATH) {
            counters.drop(DropReason.OVERFLOW);
            return;
        }
        enqueue(new Waiting(source, copy(datagram)));
    }

    private int waitingFrom(InetSocketAddress source) {
        int count = 0;
        for (Waiting waiting : queue) {
            count += waiting.source().equals(source) ? 1 : 0;
        }
        return count;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Empties the queue. Whoever takes a datagram must count it. */
    List<Waiting> takeAll() {
        List<Waiting> taken = queue;
        queue = List.of();
        counters.waiting -= taken.size();
        return taken;
    }

    /** Lets a datagram wait, or wait on. */
    void enqueue(Waiting waiting) {
        if (queue.isEmpty()) {
            queue = new ArrayList<>();
        }
        queue.add(waiting);
        counters.waiting++;
    }

    static ByteBuffer copy(ByteBuffer datagram) {
        return ByteBuffer.allocate(datagram.remaining()).put(0, datagram, datagram.position(), datagram.remaining());
    }
}
