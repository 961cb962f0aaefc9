package dev.floe.ice;

/**
 * How many replies strangers may draw: a bucket of tokens that refills steadily. Keeps a session from being used as a
 * reflector.
 */
public final class ReplyBudget {
    private final long nanosPerReply;
    private final long capacityNanos;
    private long creditNanos;
    private long refilledAt;

    /**
     * Begins full.
     *
     * @param now the time in nanoseconds
     * @param perSecond replies a second, at least 1
     * @param burst replies at once, at least 1
     */
    public ReplyBudget(long now, int perSecond, int burst) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("a budget needs at least 1 reply a second and a burst of 1");
        }
        this.nanosPerReply = 1_000_000_000L / perSecond;
        this.capacityNanos = burst * nanosPerReply;
        this.creditNanos = capacityNanos;
        this.refilledAt = now;
    }

    /** Returns whether a reply may be sent, without taking it. */
    boolean available(long now) {
        refill(now);
        return creditNanos >= nanosPerReply;
    }

    /** Takes one reply; only after {@link #available} returned true. */
    void take() {
        creditNanos -= nanosPerReply;
    }

    private void refill(long now) {
        long elapsed = now - refilledAt;
        if (elapsed > 0) {
            creditNanos = elapsed >= capacityNanos ? capacityNanos : Math.min(capacityNanos, creditNanos + elapsed);
            refilledAt = now;
        }
    }
}
