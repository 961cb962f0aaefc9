package dev.floe.session.dtls;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread for each handshake, which ends with it: virtual where the JVM has such (21 and later), else a daemon with a
 * small stack. There is no pool whose threads silent peers could use up.
 */
final class HandshakeThreads implements Executor {
    private static final String NAME = "floe-dtls-";
    private static final long STACK_BYTES = 512 * 1024;

    private final ThreadFactory threads = virtualThreads();

    @Override
    public void execute(Runnable handshake) {
        try {
            threads.newThread(handshake).start();
        } catch (OutOfMemoryError noThread) {
            throw new RejectedExecutionException("the system has no thread left for a handshake", noThread);
        }
    }

    private static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException notThere) {
            return platformThreads();
        }
    }

    private static ThreadFactory platformThreads() {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(null, task, NAME + number.getAndIncrement(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }
}
