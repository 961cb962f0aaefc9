package dev.floe.sctp;

/**
 * How a message is to be delivered (RFC 3758, RFC 7496).
 *
 * @param ordered in the order of its stream; otherwise as soon as it is whole
 * @param maxRetransmits how often a piece is sent again before the message is given up, 0 to {@link #UNLIMITED}
 * @param lifetimeNanos how long after {@code send} the message is given up; {@link Long#MAX_VALUE} if never
 */
public record Delivery(boolean ordered, int maxRetransmits, long lifetimeNanos) {
    /** No limit to retransmissions. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Every message arrives, in order. */
    public static final Delivery RELIABLE = new Delivery(true, UNLIMITED, Long.MAX_VALUE);

    /** Every message arrives. */
    public static final Delivery RELIABLE_UNORDERED = new Delivery(false, UNLIMITED, Long.MAX_VALUE);

    /**
     * Checks the limits.
     *
     * @param ordered in the order of its stream; otherwise as soon as it is whole
     * @param maxRetransmits 0 to {@link #UNLIMITED}
     * @param lifetimeNanos 0 to {@link Long#MAX_VALUE}, which is never
     * @throws IllegalArgumentException if a limit is negative
     */
    public Delivery {
        if (maxRetransmits < 0) {
            throw new IllegalArgumentException("maxRetransmits: at least 0, not " + maxRetransmits);
        }
        if (lifetimeNanos < 0) {
            throw new IllegalArgumentException("lifetimeNanos: at least 0, not " + lifetimeNanos);
        }
    }

    boolean isReliable() {
        return maxRetransmits == UNLIMITED && lifetimeNanos == Long.MAX_VALUE;
    }
}
