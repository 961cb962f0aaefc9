package dev.floe.sctp;

/** When to acknowledge (RFC 9260 section 6.2): each second packet, or 200 ms after the first, or at once. */
final class SackTiming {
    private static final long DELAY = 200_000_000L;
    private static final int PACKETS = 2;

    private int packets;
    private long dueAt;
    private boolean atOnce;
    private boolean dataInPacket;

    void onData() {
        dataInPacket = true;
    }

    void hurry() {
        atOnce = true;
    }

    void onPacketEnd(long now) {
        if (dataInPacket) {
            dataInPacket = false;
            if (packets++ == 0) {
                dueAt = now + DELAY;
            }
        }
    }

    boolean isPending() {
        return packets > 0 || atOnce;
    }

    boolean isDue(long now) {
        return atOnce || packets >= PACKETS || (packets > 0 && now - dueAt >= 0);
    }

    long delayNanos(long now) {
        if (isDue(now)) {
            return 0;
        }
        return packets > 0 ? dueAt - now : Long.MAX_VALUE;
    }

    void sent() {
        packets = 0;
        atOnce = false;
    }
}
