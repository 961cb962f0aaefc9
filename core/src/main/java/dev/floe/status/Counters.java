package dev.floe.status;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counters of one session. Mutable, owned by the session's thread; {@link #totals} and {@link #drops} make them
 * shareable.
 *
 * <p>At any moment {@code datagramsIn = checksIn + responsesIn + toSlots + waiting + Σ drops}.
 */
public final class Counters {
    private static final DropReason[] REASONS = DropReason.values();

    private final long[] drops = new long[REASONS.length];

    /** Datagrams received. */
    public long datagramsIn;
    /** Datagrams sent. */
    public long datagramsOut;
    /** Bytes received, without IP and UDP headers. */
    public long bytesIn;
    /** Bytes sent, without IP and UDP headers. */
    public long bytesOut;
    /** Fresh, valid Binding requests of the peer, each answered with success. */
    public long checksIn;
    /** Binding requests sent. */
    public long checksOut;
    /** Binding requests that nobody answered while an answer could have counted: within the time after which consent expires. */
    public long checksLost;
    /** Valid success responses to our own checks. */
    public long responsesIn;
    /** Success responses sent. */
    public long responsesOut;
    /** Error responses sent. */
    public long errorsOut;
    /** Error responses to strangers that the reply budget withheld. */
    public long repliesWithheld;
    /** Datagrams handed to a slot. */
    public long toSlots;
    /** Datagrams that wait at this moment for their path to be proven. */
    public long waiting;
    /**
     * Datagrams of a slot that were refused: no consenting path was there, the queue before the first path was full, or
     * the socket's buffer was.
     */
    public long sendsRefused;
    /** The last error code with which the peer refused a check, 0 if never. */
    public int lastRefusal;

    /** Begins at zero. */
    public Counters() {}

    /**
     * Counts one dropped datagram.
     *
     * @param reason why it was dropped
     */
    public void drop(DropReason reason) {
        drops[reason.ordinal()]++;
    }

    /**
     * Becomes what another is at this moment. Allocates nothing.
     *
     * @param other stays as it is
     */
    public void copyFrom(Counters other) {
        System.arraycopy(other.drops, 0, drops, 0, drops.length);
        datagramsIn = other.datagramsIn;
        datagramsOut = other.datagramsOut;
        bytesIn = other.bytesIn;
        bytesOut = other.bytesOut;
        checksIn = other.checksIn;
        checksOut = other.checksOut;
        checksLost = other.checksLost;
        responsesIn = other.responsesIn;
        responsesOut = other.responsesOut;
        errorsOut = other.errorsOut;
        repliesWithheld = other.repliesWithheld;
        toSlots = other.toSlots;
        waiting = other.waiting;
        sendsRefused = other.sendsRefused;
        lastRefusal = other.lastRefusal;
    }

    /**
     * {@return how many datagrams were dropped for {@code reason}}
     *
     * @param reason the reason
     */
    public long dropped(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /** {@return the drops by reason, those that occurred only, in the order of {@link DropReason}} */
    public Map<DropReason, Long> drops() {
        Map<DropReason, Long> counted = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            if (drops[reason.ordinal()] > 0) {
                counted.put(reason, drops[reason.ordinal()]);
            }
        }
        return counted;
    }

    /** {@return an immutable copy of the totals, by name and in a fixed order} */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("datagramsIn", datagramsIn);
        totals.put("datagramsOut", datagramsOut);
        totals.put("bytesIn", bytesIn);
        totals.put("bytesOut", bytesOut);
        totals.put("checksIn", checksIn);
        totals.put("checksOut", checksOut);
        totals.put("checksLost", checksLost);
        totals.put("responsesIn", responsesIn);
        totals.put("responsesOut", responsesOut);
        totals.put("errorsOut", errorsOut);
        totals.put("repliesWithheld", repliesWithheld);
        totals.put("toSlots", toSlots);
        totals.put("waiting", waiting);
        totals.put("sendsRefused", sendsRefused);
        return Collections.unmodifiableMap(totals);
    }
}
