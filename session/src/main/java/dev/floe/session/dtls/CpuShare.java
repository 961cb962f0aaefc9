package dev.floe.session.dtls;

import java.util.concurrent.Semaphore;

/**
 * Lets as many handshakes compute at once as there are processors, and any number wait. A handshake holds a share only
 * between two waits for its peer, some milliseconds, so that peers which fall silent keep nobody else from connecting;
 * and however many knock together, the event loops get their turn. Thread-safe.
 */
final class CpuShare {
    private final Semaphore shares =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** Before computing; waits for those who are computing. */
    void acquire() {
        shares.acquireUninterruptibly();
    }

    /** Before waiting, and at the end. */
    void release() {
        shares.release();
    }
}
