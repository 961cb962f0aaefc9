package dev.floe.sctp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pieces that have a TSN and are not acknowledged for good: a ring over the TSNs after the cumulative one. It grows
 * up to 16,384 pieces, which is far more than a gap block could name or a sensible window holds.
 */
final class InFlight {
    static final int MOST = 1 << 14;
    private static final int FIRST_CAPACITY = 16;

    /** Sent, and on its way for all that is known. */
    static final byte OUTSTANDING = 0;
    /** To be sent: for the first time, or again. */
    static final byte WAITING = 1;
    /** Reported by a gap block, which the peer may take back. */
    static final byte REPORTED = 2;
    /** Given up (RFC 3758). */
    static final byte ABANDONED = 3;

    private @Nullable OutMessage[] messages = new OutMessage[FIRST_CAPACITY];
    private int[] offsets = new int[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    private byte[] states = new byte[FIRST_CAPACITY];
    private byte[] misses = new byte[FIRST_CAPACITY];
    private int[] sendings = new int[FIRST_CAPACITY];
    private int first;
    private int next;
    /** No piece before this one is {@link #WAITING}. */
    private int noneWaitsBefore;

    private int waiting;
    private int reported;
    private long relapses;
    private long bytes;

    void start(int tsn) {
        first = tsn;
        next = tsn;
        noneWaitsBefore = tsn;
    }

    /** Returns the first TSN that is not acknowledged for good. */
    int first() {
        return first;
    }

    /** Returns the TSN that is given next. */
    int next() {
        return next;
    }

    boolean isEmpty() {
        return first == next;
    }

    boolean isFull() {
        return next - first >= MOST;
    }

    /** Returns how many pieces are {@link #WAITING}. */
    int waiting() {
        return waiting;
    }

    /** Returns the first piece from {@code tsn} on that is {@link #WAITING}; {@link #next} if there is none. */
    int waitingFrom(int tsn) {
        if (waiting == 0) {
            return next;
        }
        boolean all = !Serial.before(noneWaitsBefore, tsn);
        int found = all ? noneWaitsBefore : tsn;
        while (Serial.before(found, next) && state(found) != WAITING) {
            found++;
        }
        if (all) {
            noneWaitsBefore = found;
        }
        return found;
    }

    /** Returns how often a piece that was sent became {@link #WAITING}. */
    long relapses() {
        return relapses;
    }

    /** Returns how many pieces are {@link #REPORTED}. */
    int reported() {
        return reported;
    }

    /** Returns how many bytes are {@link #OUTSTANDING}. */
    long bytes() {
        return bytes;
    }

    boolean holds(int tsn) {
        return !Serial.before(tsn, first) && Serial.before(tsn, next);
    }

    /** Gives a piece its TSN; it waits to be sent. */
    int add(OutMessage message, int offset, int length) {
        if (next - first == states.length) {
            grow();
        }
        int at = at(next);
        messages[at] = message;
        offsets[at] = offset;
        lengths[at] = length;
        misses[at] = 0;
        sendings[at] = 0;
        states[at] = WAITING;
        waiting++;
        return next++;
    }

    private void grow() {
        int capacity = 2 * states.length;
        int from = at(first);
        // The ring's index is the TSN's low bits: what lies before the turn moves behind it, or stays, bit by bit.
        @Nullable OutMessage[] oldMessages = messages;
        messages = Arrays.copyOf(messages, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        states = Arrays.copyOf(states, capacity);
        misses = Arrays.copyOf(misses, capacity);
        sendings = Arrays.copyOf(sendings, capacity);
        int old = capacity / 2;
        for (int i = 0; i < old; i++) {
            int source = (from + i) & (old - 1);
            int target = at(first + i);
            if (target != source) {
                messages[target] = oldMessages[source];
                messages[source] = null;
                offsets[target] = offsets[source];
                lengths[target] = lengths[source];
                states[target] = states[source];
                misses[target] = misses[source];
                sendings[target] = sendings[source];
            }
        }
    }

    private int at(int tsn) {
        return tsn & (states.length - 1);
    }

    OutMessage message(int tsn) {
        OutMessage message = messages[at(tsn)];
        if (message == null) {
            throw new IllegalStateException("no piece has TSN " + tsn);
        }
        return message;
    }

    int offset(int tsn) {
        return offsets[at(tsn)];
    }

    int length(int tsn) {
        return lengths[at(tsn)];
    }

    byte state(int tsn) {
        return states[at(tsn)];
    }

    /** Returns how often the piece was sent. */
    int sendings(int tsn) {
        return sendings[at(tsn)];
    }

    void become(int tsn, byte state) {
        int at = at(tsn);
        count(states[at], -1, lengths[at]);
        states[at] = state;
        count(state, 1, lengths[at]);
        relapses += state == WAITING ? 1 : 0;
        if (state == WAITING && Serial.before(tsn, noneWaitsBefore)) {
            noneWaitsBefore = tsn;
        }
    }

    private void count(byte state, int sign, int length) {
        switch (state) {
            case OUTSTANDING -> bytes += (long) sign * length;
            case WAITING -> waiting += sign;
            case REPORTED -> reported += sign;
            default -> {}
        }
    }

    void sent(int tsn) {
        become(tsn, OUTSTANDING);
        sendings[at(tsn)]++;
    }

    /** Counts that a piece was reported missing, in all of its life; returns how often it was. */
    int missed(int tsn) {
        int at = at(tsn);
        if (misses[at] < Byte.MAX_VALUE) {
            misses[at]++;
        }
        return misses[at];
    }

    /** Forgets the first piece: it is acknowledged for good. */
    void removeFirst() {
        int at = at(first);
        count(states[at], -1, lengths[at]);
        messages[at] = null;
        first++;
        if (Serial.before(noneWaitsBefore, first)) {
            noneWaitsBefore = first; // Else it would seem to lie ahead once it is half the circle behind.
        }
    }
}
