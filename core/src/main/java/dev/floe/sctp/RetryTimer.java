package dev.floe.sctp;

/**
 * When to send something again that needs an answer: at first after 500 ms, then after twice as long each time, 3 s at
 * most, without end: consent decides when a peer is gone (RFC 7675).
 */
final class RetryTimer {
    static final long FIRST = 500_000_000L;
    static final long LONGEST = 3_000_000_000L;

    private boolean running;
    private long wait;
    private long dueAt;

    /** It is to be sent now. */
    void begin(long now) {
        running = true;
        wait = 0;
        dueAt = now;
    }

    void stop() {
        running = false;
    }

    boolean isDue(long now) {
        return running && now - dueAt >= 0;
    }

    /** It was sent. */
    void sent(long now) {
        wait = wait == 0 ? FIRST : Math.min(2 * wait, LONGEST);
        dueAt = now + wait;
    }

    long delayNanos(long now) {
        return running ? Math.max(0, dueAt - now) : Long.MAX_VALUE;
    }
}
