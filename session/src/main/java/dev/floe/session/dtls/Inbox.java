package dev.floe.session.dtls;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams on their way from a session's thread to its handshake's. Bounded: what comes too fast is dropped, and
 * the peer sends it again.
 */
final class Inbox {
    private static final int MAX_DATAGRAMS = 64;
    private static final int MAX_BYTES = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> datagrams = new ArrayDeque<>();
    private int bytes;
    private boolean closed;

    /** Never waits for more than the moment that the other side needs to take one out. */
    void offer(byte[] datagram) {
        lock.lock();
        try {
            if (!closed && datagrams.size() < MAX_DATAGRAMS && bytes + datagram.length <= MAX_BYTES) {
                datagrams.add(datagram);
                bytes += datagram.length;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #take} would return at once. */
    boolean isReady() {
        lock.lock();
        try {
            return closed || !datagrams.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a datagram.
     *
     * @param waitNanos how long at most
     * @return null if none came
     * @throws InterruptedIOException if the inbox is closed, or the thread was interrupted (it still is)
     */
    byte @Nullable [] take(long waitNanos) throws InterruptedIOException {
        lock.lock();
        try {
            long left = waitNanos;
            while (datagrams.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (closed) {
                throw new InterruptedIOException("closed");
            }
            return removeFirst();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    private byte @Nullable [] removeFirst() {
        byte[] first = datagrams.poll();
        bytes -= first == null ? 0 : first.length;
        return first;
    }

    /** Closes, and returns what nobody has taken. */
    List<byte[]> close() {
        lock.lock();
        try {
            closed = true;
            List<byte[]> left = new ArrayList<>(datagrams);
            datagrams.clear();
            bytes = 0;
            changed.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }
}
