package dev.floe.sctp;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntConsumer;

/** Our own requests to reset streams (RFC 6525 sections 5.1.2, 5.2.7): one on its way at a time. */
final class ResetRequests {
    private static final int FIXED = PacketReader.CHUNK_HEADER + Parameter.HEADER + 12;
    private static final int MOST_STREAMS = 128;

    private static final int PERFORMED = 1;
    private static final int NOTHING_TO_DO = 0;
    private static final int OTHER_IN_PROGRESS = 4;
    private static final int IN_PROGRESS = 6;

    private final Set<Integer> asked = new LinkedHashSet<>(0);
    private final Set<Integer> onTheWay = new LinkedHashSet<>(0);
    private final RetryTimer timer = new RetryTimer();
    private final IntConsumer onReset;
    private int sequence;
    private int lastTsn;
    private boolean known;

    ResetRequests(IntConsumer onReset) {
        this.onReset = onReset;
    }

    /** The association is up; numbers begin with our first TSN (RFC 6525 section 4.1). */
    void start(int firstSequence, boolean knownToPeer) {
        sequence = firstSequence;
        known = knownToPeer;
    }

    /** All streams have begun anew. */
    void forget() {
        asked.clear();
        onTheWay.clear();
        timer.stop();
    }

    void ask(int stream, Outbound outbound) {
        if (!onTheWay.contains(stream) && asked.add(stream)) {
            outbound.awaitDrained(stream);
        }
    }

    boolean isAsked(int stream) {
        return asked.contains(stream) || onTheWay.contains(stream);
    }

    /** Puts streams on the way of which everything has arrived. */
    void prepare(long now, Outbound outbound) {
        if (!onTheWay.isEmpty()) {
            return;
        }
        Integer drained = outbound.nextDrained();
        while (drained != null) {
            asked.remove(drained);
            onTheWay.add(drained);
            drained = onTheWay.size() < MOST_STREAMS ? outbound.nextDrained() : null;
        }
        if (!onTheWay.isEmpty() && known) {
            lastTsn = outbound.lastAssignedTsn();
            timer.begin(now);
        } else if (!onTheWay.isEmpty()) {
            end(true, outbound);
        }
    }

    /** Writes the request if it is due; false if nothing was written. */
    boolean write(long now, PacketWriter packet, int lastPeerSequence) {
        if (!timer.isDue(now) || packet.room() < FIXED + 2 * MOST_STREAMS) {
            return false;
        }
        packet.beginChunk(ChunkType.RE_CONFIG, 0);
        int parameter = packet.beginParameter(Parameter.OUTGOING_RESET);
        packet.out().putInt(sequence).putInt(lastPeerSequence).putInt(lastTsn);
        onTheWay.forEach(stream -> packet.out().putShort(stream.shortValue()));
        packet.endParameter(parameter);
        packet.endChunk();
        return true;
    }

    void sent(long now) {
        timer.sent(now);
    }

    /** The peer has answered. */
    void onResponse(int answered, int result, Outbound outbound) {
        if (onTheWay.isEmpty() || answered != sequence) {
            return;
        }
        sequence++;
        if (result == IN_PROGRESS || result == OTHER_IN_PROGRESS) {
            // Asked again when the timer is due, under a new number: some peers answer the old one for ever as before.
            return;
        }
        end(result == PERFORMED || result == NOTHING_TO_DO, outbound);
    }

    private void end(boolean beginsAnew, Outbound outbound) {
        timer.stop();
        Set<Integer> done = Set.copyOf(onTheWay);
        onTheWay.clear();
        for (int stream : done) {
            if (beginsAnew) {
                outbound.resetStream(stream);
            }
            onReset.accept(stream);
        }
    }

    long delayNanos(long now) {
        return timer.delayNanos(now);
    }
}
