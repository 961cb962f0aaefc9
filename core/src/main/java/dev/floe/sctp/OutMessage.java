package dev.floe.sctp;

/** A message in the send buffer, of which pieces are sent one after another. */
final class OutMessage {
    final OutStream stream;
    final int ppid;
    private static final byte[] NONE = {};

    /** None once the message was given up: nobody knows for how long the peer lets its TSNs stand. */
    byte[] bytes;

    final int length;
    final Delivery delivery;
    private final long expiresAt;

    int ssn;
    int firstTsn;
    int lastTsn;
    /** How many bytes have got a TSN. */
    int taken;

    OutMessage(long now, OutStream stream, int ppid, byte[] bytes, Delivery delivery) {
        this.stream = stream;
        this.ppid = ppid;
        this.bytes = bytes;
        this.length = bytes.length;
        this.delivery = delivery;
        this.expiresAt = now + delivery.lifetimeNanos();
    }

    int left() {
        return length - taken;
    }

    void giveUp() {
        bytes = NONE;
    }

    boolean isExpired(long now) {
        return untilExpiry(now) <= 0;
    }

    long untilExpiry(long now) {
        return delivery.lifetimeNanos() == Long.MAX_VALUE ? Long.MAX_VALUE : expiresAt - now;
    }

    /** Returns whether a piece that was sent so often must not be sent again (RFC 3758 section 3.5, RFC 7496). */
    boolean isWorn(int sendings) {
        return sendings > delivery.maxRetransmits();
    }

    int flags(int offset, int length) {
        return (offset == 0 ? DataFlags.BEGIN : 0)
                | (offset + length == this.length ? DataFlags.END : 0)
                | (delivery.ordered() ? 0 : DataFlags.UNORDERED);
    }
}
