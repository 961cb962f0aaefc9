package dev.floe.sctp;

/** How many bytes may be in flight (RFC 9260 section 7.2). */
final class Congestion {
    private static final int INITIAL_PACKETS = 10;
    private static final int LEAST_PACKETS = 4;
    private static final long MOST = 16 << 20;

    /** Payload of a full packet, the RFC's PMDCS. */
    private final int packet;

    private long window;
    private long threshold;
    private long acknowledged;
    private boolean recovering;
    private int recoveryEnd;

    Congestion(int packet) {
        this.packet = packet;
        this.window = (long) INITIAL_PACKETS * packet;
        this.threshold = MOST;
    }

    long window() {
        return window;
    }

    boolean isRecovering() {
        return recovering;
    }

    /**
     * The cumulative TSN has advanced.
     *
     * @param cumulativeTsn the new one
     * @param bytes how many were acknowledged
     * @param full whether the window was used up before: one that is not must not grow
     * @param idle whether nothing is in flight any more
     */
    void advanced(int cumulativeTsn, long bytes, boolean full, boolean idle) {
        if (recovering && !Serial.before(cumulativeTsn, recoveryEnd)) {
            recovering = false;
        } else if (!recovering && full) {
            grow(bytes);
        }
        if (idle) {
            acknowledged = 0;
        }
    }

    private void grow(long bytes) {
        if (window <= threshold) {
            window += Math.min(bytes, packet);
        } else {
            acknowledged += bytes;
            if (acknowledged >= window) {
                acknowledged -= window;
                window += packet;
            }
        }
        window = Math.min(window, MOST);
    }

    /** A piece was found missing: the window is halved, once until all that is in flight now is acknowledged. */
    void lost(int lastTsn) {
        if (!recovering) {
            recovering = true;
            recoveryEnd = lastTsn;
            halve();
            window = threshold;
        }
    }

    /** Nothing was sent for so many timeouts: what the path carried then says less with each (RFC 9260 section 7.2.1). */
    void rested(long timeouts) {
        if (timeouts == 0) {
            return;
        }
        long least = (long) LEAST_PACKETS * packet;
        threshold = Math.max(threshold, window);
        for (long i = 0; i < timeouts && window > least; i++) {
            window = Math.max(window / 2, least);
        }
        acknowledged = 0;
    }

    /** Nothing was acknowledged in time. */
    void timedOut() {
        recovering = false;
        halve();
        window = packet;
    }

    private void halve() {
        threshold = Math.max(window / 2, (long) LEAST_PACKETS * packet);
        acknowledged = 0;
    }
}
