package dev.floe.ice;

import dev.floe.ice.ConsentPolicy.Renewal;

/** A {@link ConsentPolicy} in nanoseconds. */
record ConsentTimes(
        long period, long expiry, long disconnectedAfter, long requestLimit, Renewal renewal, boolean asks) {
    /** Nearly all sessions have the same policy: they share what is read for each datagram. */
    private static final ConsentTimes DEFAULT = convert(ConsentPolicy.DEFAULT);

    static ConsentTimes of(ConsentPolicy policy) {
        return policy.equals(ConsentPolicy.DEFAULT) ? DEFAULT : convert(policy);
    }

    private static ConsentTimes convert(ConsentPolicy policy) {
        return new ConsentTimes(
                policy.period().toNanos(),
                policy.expiry().toNanos(),
                policy.disconnectedAfter().toNanos(),
                policy.requestLimit().toNanos(),
                policy.renewal(),
                policy.asks());
    }
}
