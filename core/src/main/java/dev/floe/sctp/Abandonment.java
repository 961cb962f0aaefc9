package dev.floe.sctp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Partial reliability (RFC 3758): which messages are given up, and how the peer is told not to wait for them. */
final class Abandonment {
    /**
     * How much later than its time a message may be given up: not all that waits is looked at for each packet, or a peer
     * that acknowledges nothing could have thousands of pieces looked at for a few bytes.
     */
    private static final long GRAIN = 10_000_000L;

    private final SendQueue queue;
    private final InFlight flight;
    private final Outbound.Listener listener;
    private boolean known;
    private int cumulative;
    /** The "Advanced.Peer.Ack.Point": up to here all is acknowledged or given up. */
    private int advanced;

    private boolean due;
    private long examined = -1;
    private long examinedAt;
    /** How long after {@link #examinedAt} the time of the first of what waited is over. */
    private long examineAfter = Long.MAX_VALUE;

    Abandonment(SendQueue queue, InFlight flight, Outbound.Listener listener) {
        this.queue = queue;
        this.flight = flight;
        this.listener = listener;
    }

    void start(int cumulativeTsn, boolean knownToPeer) {
        cumulative = cumulativeTsn;
        advanced = cumulativeTsn;
        known = knownToPeer;
    }

    /** Gives up what is past its limits: pieces that wait to be sent again, and messages that are next. */
    void abandonOverdue(long now) {
        if (!known) {
            return; // To a peer that cannot skip, every message is a reliable one.
        }
        if (flight.relapses() != examined || now - examinedAt >= GRAIN) {
            examined = flight.relapses();
            examinedAt = now;
            abandonWaiting(now);
        }
        @Nullable OutMessage next = queue.next();
        while (next != null && next.isExpired(now)) {
            abandonNext(next);
            next = queue.next();
        }
        advance();
    }

    /**
     * Returns how long until something is given up: the message that is next, or one of which a piece waits. Those behind
     * are looked at when they are next.
     */
    long delayNanos(long now) {
        if (!known) {
            return Long.MAX_VALUE;
        }
        OutMessage next = queue.next();
        long untilNext = next == null ? Long.MAX_VALUE : next.untilExpiry(now);
        return Math.max(0, Math.min(untilNext, untilExamination(now)));
    }

    private long untilExamination(long now) {
        boolean needless = flight.waiting() == 0 || examineAfter == Long.MAX_VALUE;
        return needless ? Long.MAX_VALUE : examineAfter - (now - examinedAt);
    }

    private void abandonWaiting(long now) {
        examineAfter = Long.MAX_VALUE;
        for (int tsn = flight.waitingFrom(flight.first()); tsn != flight.next(); tsn = flight.waitingFrom(tsn + 1)) {
            OutMessage message = flight.message(tsn);
            if (message.isExpired(now) || message.isWorn(flight.sendings(tsn))) {
                abandonSent(message);
            } else {
                examineAfter = Math.min(examineAfter, Math.max(GRAIN, message.untilExpiry(now)));
            }
        }
    }

    private void abandonSent(OutMessage message) {
        if (queue.isBegun(message)) {
            dropRest(message);
        }
        message.giveUp();
        for (int tsn = message.firstTsn; !Serial.before(message.lastTsn, tsn); tsn++) {
            if (flight.holds(tsn) && flight.state(tsn) != InFlight.ABANDONED) {
                abandonPiece(message, tsn);
            }
        }
    }

    private void abandonPiece(OutMessage message, int tsn) {
        if (flight.sendings(tsn) == 0 && flight.length(tsn) > 0) {
            listener.onUnbuffered(message.stream.id, flight.length(tsn));
        }
        flight.become(tsn, InFlight.ABANDONED);
    }

    private void abandonNext(OutMessage message) {
        if (queue.isBegun(message)) {
            abandonSent(message);
        } else {
            listener.onUnbuffered(message.stream.id, message.left());
            queue.drop(message);
        }
    }

    /**
     * What was not sent of a message is stood for by one TSN more: else a peer that has all the pieces that were sent
     * would wait for the last one.
     */
    private void dropRest(OutMessage message) {
        listener.onUnbuffered(message.stream.id, message.left());
        message.stream.unacknowledged++;
        queue.drop(message);
        message.lastTsn = flight.add(message, message.length, 0);
    }

    private void advance() {
        boolean moved = false;
        while (flight.holds(advanced + 1) && flight.state(advanced + 1) == InFlight.ABANDONED) {
            advanced++;
            moved = true;
        }
        due |= moved;
    }

    /** A SACK has come; one that shows the peer behind is answered (RFC 3758 section 3.5, C3). */
    void onAcknowledged(int cumulativeTsn) {
        cumulative = cumulativeTsn;
        if (Serial.before(advanced, cumulativeTsn)) {
            advanced = cumulativeTsn;
        }
        advance();
        due = isBehind();
    }

    int advanced() {
        return advanced;
    }

    void onTimeout() {
        due = isBehind();
    }

    /** Returns whether the peer has still to be told of something. */
    boolean isBehind() {
        return advanced != cumulative;
    }

    /** Writes FORWARD TSN if it is due: as far as the packet has room for the streams, which the peer must all learn. */
    boolean write(DataSink packet) {
        if (!due || packet.forwardRoom() < 1) {
            return false;
        }
        Map<Integer, Integer> skipped = new LinkedHashMap<>();
        int upTo = cumulative;
        while (upTo != advanced && skips(flight.message(upTo + 1), skipped, packet.forwardRoom())) {
            upTo++;
        }
        int[] streams = skipped.keySet().stream().mapToInt(Integer::intValue).toArray();
        int[] ssns = skipped.values().stream().mapToInt(Integer::intValue).toArray();
        packet.forwardTsn(upTo, streams, ssns, streams.length);
        return true;
    }

    private static boolean skips(OutMessage message, Map<Integer, Integer> skipped, int most) {
        int stream = message.stream.id;
        if (message.delivery.ordered() && (skipped.size() < most || skipped.containsKey(stream))) {
            skipped.put(stream, message.ssn);
            return true;
        }
        return !message.delivery.ordered();
    }

    void sent() {
        due = false;
    }
}
