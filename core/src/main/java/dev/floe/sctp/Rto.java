package dev.floe.sctp;

/**
 * The retransmission timeout, from round-trip times (RFC 9260 section 6.3).
 *
 * <p>The bounds suit WebRTC: at first 500 ms; at least 400 ms, because peers may hold a SACK back for 200 ms; at most 3 s
 * after backing off, so that a path that was down for a while is found up soon.
 */
final class Rto {
    static final long INITIAL = 500_000_000L;
    static final long LEAST = 400_000_000L;
    static final long MOST = 3_000_000_000L;

    private long estimate = INITIAL;
    private long smoothed;
    private long variation;
    private long timeout = INITIAL;

    /** Takes a round trip. What is longer than the longest timeout counts as that: a peer may have slept meanwhile. */
    void measured(long measured) {
        long roundTrip = Math.min(measured, MOST);
        if (smoothed == 0) {
            smoothed = Math.max(1, roundTrip);
            variation = roundTrip / 2;
        } else {
            variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
            smoothed += (roundTrip - smoothed) / 8;
        }
        estimate = Math.min(MOST, Math.max(LEAST, smoothed + 4 * variation));
        timeout = estimate;
    }

    /**
     * Something new has arrived: what was doubled for losses is what it was. Without that, who loses every third packet waits
     * for 3 s nearly each time. Where the path is slower than the estimate, heartbeats measure it ({@link Heartbeats}).
     */
    void recovered() {
        timeout = estimate;
    }

    void backOff() {
        timeout = Math.min(MOST, 2 * timeout);
    }

    long timeoutNanos() {
        return timeout;
    }

    /** Returns the smoothed round-trip time; 0 before the first measurement. */
    long smoothedNanos() {
        return smoothed;
    }
}
