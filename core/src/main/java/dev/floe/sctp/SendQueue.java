package dev.floe.sctp;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent: a queue for each stream, which take turns message by message, each as often as its priority
 * and the length of its messages allow (RFC 8831 section 6.4). A message that was begun is ended before another begins,
 * because the TSNs of its pieces must follow each other.
 */
final class SendQueue {
    private final Map<Integer, OutStream> streams = new HashMap<>();
    private final PriorityQueue<OutStream> waiting = new PriorityQueue<>();
    /** Streams that somebody wants drained, and are. */
    private final Queue<Integer> drained = new ArrayDeque<>(0);

    private @Nullable OutMessage begun;
    private int waitingMessages;
    private long turn;

    void add(long now, int id, int ppid, byte[] bytes, Delivery delivery) {
        OutStream stream = stream(id);
        if (stream.waiting.isEmpty()) {
            // One that was silent does not make up for it.
            stream.turn = Math.max(stream.turn, turn);
            waiting.add(stream);
        }
        waitingMessages++;
        stream.waiting.add(new OutMessage(now, stream, ppid, bytes, delivery));
    }

    void prioritise(int id, int priority) {
        stream(id).priority = priority;
    }

    private OutStream stream(int id) {
        return streams.computeIfAbsent(id, OutStream::new);
    }

    int waitingMessages() {
        return waitingMessages;
    }

    boolean isEmpty() {
        return begun == null && waiting.isEmpty();
    }

    /** Returns the message whose piece is to be sent next; null if nothing waits. */
    @Nullable
    OutMessage next() {
        if (begun != null) {
            return begun;
        }
        OutStream stream = waiting.peek();
        return stream == null ? null : stream.waiting.peek();
    }

    /** A piece of {@link #next} gets a TSN. */
    void take(OutMessage message, int length) {
        if (begun == null) {
            remove(message);
            message.ssn = message.delivery.ordered() ? message.stream.takeSsn() : 0;
        }
        message.taken += length;
        message.stream.unacknowledged++;
        begun = message.left() == 0 ? null : message;
    }

    private void remove(OutMessage message) {
        OutStream stream = message.stream;
        waiting.remove(stream);
        stream.waiting.remove();
        waitingMessages--;
        turn = stream.turn;
        stream.tookTurn(message.length);
        if (!stream.waiting.isEmpty()) {
            waiting.add(stream);
        }
    }

    /** Drops {@link #next}, or what is left of it. */
    void drop(OutMessage message) {
        if (begun == null) {
            remove(message);
        }
        begun = null;
        tellIfDrained(message.stream);
    }

    /** A TSN of the stream is acknowledged for good. */
    void acknowledged(OutStream stream) {
        stream.unacknowledged--;
        tellIfDrained(stream);
    }

    /** Returns whether the message was begun and is not ended. */
    boolean isBegun(OutMessage message) {
        return message == begun;
    }

    /** Lets {@link #nextDrained} tell of the stream as soon as nothing of it waits or is unacknowledged. */
    void awaitDrained(int id) {
        OutStream stream = streams.get(id);
        if (stream == null) {
            drained.add(id);
        } else {
            stream.drainAwaited = true;
            tellIfDrained(stream);
        }
    }

    private void tellIfDrained(OutStream stream) {
        if (stream.drainAwaited && isDrained(stream)) {
            stream.drainAwaited = false;
            drained.add(stream.id);
        }
    }

    /** Returns a stream that was awaited and is drained; null if there is none more. */
    @Nullable
    Integer nextDrained() {
        return drained.poll();
    }

    private boolean isDrained(OutStream stream) {
        boolean isBegun = begun != null && begun.stream == stream;
        return stream.waiting.isEmpty() && stream.unacknowledged == 0 && !isBegun;
    }

    /** The stream begins anew: its numbers, and its priority. It must be drained. */
    void reset(int id) {
        OutStream stream = streams.get(id);
        if (stream != null && isDrained(stream)) {
            streams.remove(id);
        }
    }
}
