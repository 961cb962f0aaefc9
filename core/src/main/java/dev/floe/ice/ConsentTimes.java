package dev.floe.ice;

import dev.floe.ice.ConsentPolicy.Renewal;

/** A {@link ConsentPolicy} in nanoseconds. */
record ConsentTimes(
        long period, long expiry, long disconnectedAfter, long requestLimit, Renewal renewal, boolean asks) {
    static ConsentTimes of(ConsentPolicy policy) {
        return new ConsentTimes(
                policy.period().toNanos(),
                policy.expiry().toNanos(),
                policy.disconnectedAfter().toNanos(),
                policy.requestLimit().toNanos(),
                policy.renewal(),
                policy.asks());
    }
}
