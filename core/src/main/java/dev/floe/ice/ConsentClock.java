package dev.floe.ice;

import dev.floe.ice.ConsentPolicy.Renewal;

/**
 * Consent on one proven path (RFC 7675 section 5.1): what renews it and when it ends. Expired is final: nothing revives
 * it.
 */
final class ConsentClock {
    private final ConsentTimes times;
    private long renewedAt;
    private long answeredAt;

    /** Begins with the response that proved the path. */
    ConsentClock(long now, ConsentTimes times) {
        this.times = times;
        this.renewedAt = now;
        this.answeredAt = now;
    }

    /** A signed response to a check on this path. */
    void onResponse(long now) {
        if (expired(now)) {
            return;
        }
        answeredAt = now;
        if (times.renewal() != Renewal.REQUEST) {
            renewedAt = now;
        }
    }

    /** A fresh authenticated request on this path. */
    void onRequest(long now) {
        boolean counts = times.renewal() != Renewal.RESPONSE && now - answeredAt < times.requestLimit();
        if (counts && !expired(now)) {
            renewedAt = now;
        }
    }

    boolean expired(long now) {
        return now - renewedAt >= times.expiry();
    }

    boolean doubtful(long now) {
        return now - renewedAt >= times.disconnectedAfter();
    }

    long untilExpiry(long now) {
        return renewedAt + times.expiry() - now;
    }

    long untilDoubtful(long now) {
        return renewedAt + times.disconnectedAfter() - now;
    }

    long sinceAnswer(long now) {
        return now - answeredAt;
    }

    long sinceRenewal(long now) {
        return now - renewedAt;
    }
}
