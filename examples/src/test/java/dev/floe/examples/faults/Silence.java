package dev.floe.examples.faults;

/**
 * How long Chromium sends nothing although not all that it has to deliver has arrived.
 *
 * <p>Its SCTP measures the round trip of a piece until the gap before it is closed, also where the piece itself arrived
 * long before. Under heavy loss its timeout so grows up to a minute, and nothing that its peer may send shortens that.
 */
final class Silence {
    /** Longer than any timeout of a path as short as the tests'. */
    private static final long SHORTEST = 5_000_000_000L;

    private int left;
    private long lastHeard;
    private long nanos;

    /** So many messages are to be delivered from now on. */
    synchronized void begin(int messages) {
        left = messages;
        lastHeard = System.nanoTime();
    }

    /** A message has arrived. */
    synchronized void delivered() {
        left--;
    }

    /** A datagram has left Chromium. Only what DTLS protects counts: checks go on all the time. */
    synchronized void heard(byte[] datagram) {
        boolean dtls = datagram[0] >= 20 && datagram[0] <= 63; // RFC 7983
        if (!dtls || left <= 0) {
            return;
        }
        long now = System.nanoTime();
        if (now - lastHeard > SHORTEST) {
            nanos += now - lastHeard;
        }
        lastHeard = now;
    }

    synchronized long nanos() {
        return nanos;
    }
}
