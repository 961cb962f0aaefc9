package dev.floe.examples.dtls;

import java.time.Duration;

/** When a flight is sent again (RFC 6347 section 4.2.4.1), and when a handshake is given up. */
final class ResendTimer {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final long FIRST = Duration.ofSeconds(1).toNanos();

    private long wait = FIRST;
    private long resendAt;
    private long overAt;

    void begin(long now) {
        overAt = now + LIMIT.toNanos();
        resendAt = now + FIRST;
    }

    /** A new flight has left. */
    void sent(long now) {
        wait = FIRST;
        resendAt = now + wait;
    }

    /** The last flight has left once more: the next time is twice as far. */
    void resent(long now) {
        wait *= 2;
        resendAt = now + wait;
    }

    boolean isOver(long now) {
        return now - overAt >= 0;
    }

    long delayNanos(long now) {
        return Math.max(0, Math.min(resendAt - now, overAt - now));
    }
}
