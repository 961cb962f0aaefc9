package dev.floe.session.dtls;

import java.util.concurrent.TimeUnit;

/**
 * How much of the event loop's time a session may cost with records that come in vain: forged ones, above all, whose
 * price is an exception deep inside the cipher. The other sessions of the loop are not to pay for them. A session that
 * is flooded harder goes deaf for some milliseconds at a time, and loses what an unreliable network may lose anyway.
 */
final class FutileBudget {
    /** So much at once, */
    static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** and a fiftieth of the time in the long run. */
    static final int SHARE = 50;

    /** What takes longer was not the record's fault: a collection, or another process. */
    static final long MOST_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

    private long paidUntil;

    FutileBudget(long now) {
        this.paidUntil = now;
    }

    boolean isSpent(long now) {
        return paidUntil - now >= BURST_NANOS * SHARE;
    }

    /** Pays for one record that took so long. */
    void spend(long now, long nanos) {
        long start = paidUntil - now > 0 ? paidUntil : now;
        paidUntil = start + SHARE * Math.min(nanos, MOST_NANOS);
    }
}
