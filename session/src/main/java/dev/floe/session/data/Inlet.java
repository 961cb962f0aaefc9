package dev.floe.session.data;

import dev.floe.slot.SessionTask;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way onto the session's thread: what is asked for from within a call of the session is done at once, all else in the
 * order in which it was asked for, as much as there is in one turn.
 */
final class Inlet {
    private final Queue<SessionTask> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final Runnable wake;
    private final Thread thread = Thread.currentThread();
    private volatile boolean closed;
    private boolean inside;
    private long now;

    /**
     * Made on the session's thread.
     *
     * @param wake lets {@link #drain} be called on that thread
     */
    Inlet(Runnable wake) {
        this.wake = wake;
    }

    /** Notes that the session's thread is within a call. */
    void enter(long time) {
        inside = true;
        now = time;
    }

    void exit() {
        inside = false;
    }

    void run(SessionTask task) {
        if (Thread.currentThread() == thread && inside) {
            task.run(now);
            return;
        }
        tasks.add(task);
        if (closed) {
            drainClosed();
        } else if (awaited.compareAndSet(false, true)) {
            wake.run();
        }
    }

    /** Does what waits. On the session's thread, within a call. */
    void drain(long time) {
        awaited.set(false);
        for (SessionTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run(time);
        }
    }

    /** The session is over, and its thread does nothing more for it: what is asked for now the asker does. */
    void close() {
        closed = true;
        drainClosed();
    }

    private synchronized void drainClosed() {
        drain(now);
    }
}
