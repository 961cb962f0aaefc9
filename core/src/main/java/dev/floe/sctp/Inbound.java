package dev.floe.sctp;

import java.nio.ByteBuffer;

/**
 * The receiving side: what has come, what of it is acknowledged, and which messages are whole (RFC 9260 section 6.2,
 * RFC 3758 section 3.6).
 *
 * <p>What is held is bounded by the receive window, each piece counted with what it costs beside its bytes. The piece that
 * is next in line is let in up to twice the window: else data that came out of order could keep out the very piece that
 * it waits for.
 */
final class Inbound {
    /** Who takes what has come. */
    interface Listener {
        void onMessage(int stream, int ppid, ByteBuffer message);

        void onDrop(SctpDrop reason);
    }

    private static final int MOST_DUPLICATES = 16;
    private static final int WORTH_TELLING = 4;

    private final long receiveWindow;
    private final Listener listener;
    private final ReceivedTsns tsns = new ReceivedTsns();
    private final SackTiming timing = new SackTiming();
    private final InStreams streams = new InStreams(this::deliverWaiting);
    private final Reassembly reassembly;
    private final int[] duplicates = new int[MOST_DUPLICATES];
    private int duplicateCount;
    private int streamLimit;
    private long waiting;
    private long unconsumed;
    private long toldWindow;

    Inbound(int receiveWindow, int maxMessageSize, Listener listener) {
        this.receiveWindow = receiveWindow;
        this.toldWindow = receiveWindow;
        this.listener = listener;
        this.reassembly = new Reassembly(maxMessageSize, this::deliver, this::order);
    }

    void start(int firstTsn, int incomingStreams) {
        tsns.start(firstTsn);
        reassembly.start(firstTsn);
        streamLimit = incomingStreams;
    }

    /** Takes a DATA chunk whose payload, at least one byte, lies in a lent packet. */
    void onData(int flags, int tsn, int stream, int ssn, int ppid, ByteBuffer packet, int offset, int length) {
        timing.onData();
        if ((flags & DataFlags.IMMEDIATE) != 0) {
            timing.hurry();
        }
        if (tsns.has(tsn)) {
            onDuplicate(tsn);
        } else if (!tsns.hasRoomFor(tsn) || !fits(tsn, length)) {
            timing.hurry();
            listener.onDrop(SctpDrop.OUTSIDE_WINDOW);
        } else if (stream >= streamLimit) {
            listener.onDrop(SctpDrop.WRONG_STREAM);
            receive(tsn);
        } else {
            byte[] bytes = new byte[length];
            packet.get(offset, bytes);
            reassembly.add(tsn, new Piece(flags, stream, ssn, ppid, bytes));
            receive(tsn);
        }
    }

    private void onDuplicate(int tsn) {
        timing.hurry();
        listener.onDrop(SctpDrop.DUPLICATE_DATA);
        if (duplicateCount < MOST_DUPLICATES) {
            duplicates[duplicateCount++] = tsn;
        }
    }

    private boolean fits(int tsn, int length) {
        boolean isNext = tsn == tsns.cumulative() + 1;
        return held() + length + Reassembly.OVERHEAD <= (isNext ? 2 * receiveWindow : receiveWindow);
    }

    /** Returns what is held: pieces, messages that wait for their turn, and those that are not consumed. */
    long held() {
        return reassembly.held() + waiting + unconsumed;
    }

    private void receive(int tsn) {
        boolean hadGaps = tsns.ranges() > 0;
        int before = tsns.cumulative();
        tsns.add(tsn);
        if (hadGaps || tsns.ranges() > 0) {
            timing.hurry();
        }
        reassembly.advance(before + 1, tsns.cumulative());
    }

    private void order(InMessage message) {
        waiting += cost(message);
        if (!streams.take(message)) {
            waiting -= cost(message);
            listener.onDrop(SctpDrop.BAD_MESSAGE);
        }
    }

    private void deliverWaiting(InMessage message) {
        waiting -= cost(message);
        deliver(message);
    }

    private static int cost(InMessage message) {
        return message.bytes.length + Reassembly.OVERHEAD;
    }

    private void deliver(InMessage message) {
        unconsumed += message.bytes.length + SctpAssociation.MESSAGE_COST;
        listener.onMessage(message.stream, message.ppid, ByteBuffer.wrap(message.bytes));
    }

    /** Takes a FORWARD TSN chunk, whose pairs of stream and number lie in a lent packet. */
    void onForwardTsn(int cumulativeTsn, ByteBuffer packet, int offset, int count) {
        timing.hurry();
        if (!Serial.before(tsns.cumulative(), cumulativeTsn)) {
            return;
        }
        if (cumulativeTsn - tsns.cumulative() > ReceivedTsns.MOST_AHEAD) {
            listener.onDrop(SctpDrop.OUTSIDE_WINDOW);
            return;
        }
        reassembly.skipTo(cumulativeTsn);
        tsns.skipTo(cumulativeTsn);
        for (int i = 0; i < count; i++) {
            int at = offset + i * Integer.BYTES;
            int stream = packet.getShort(at) & 0xFFFF;
            if (stream < streamLimit) {
                streams.skipTo(stream, packet.getShort(at + Short.BYTES) & 0xFFFF);
            }
        }
        reassembly.advance(cumulativeTsn + 1, tsns.cumulative());
    }

    /** All chunks of a packet were handed in. */
    void onPacketEnd(long now) {
        timing.onPacketEnd(now);
    }

    /** Returns whether the peer broke a rule that makes the rest meaningless. */
    boolean isViolated() {
        return reassembly.isViolated();
    }

    boolean sackDue(long now) {
        return timing.isDue(now);
    }

    /** Returns whether there is something to acknowledge, now or later. */
    boolean sackPending() {
        return timing.isPending();
    }

    long delayNanos(long now) {
        return timing.delayNanos(now);
    }

    void sackSent() {
        timing.sent();
        duplicateCount = 0;
        toldWindow = window();
    }

    int cumulativeTsn() {
        return tsns.cumulative();
    }

    /** Returns the receive window to tell of, in bytes. */
    long window() {
        return Math.max(0, receiveWindow - held());
    }

    int gapCount() {
        return tsns.ranges();
    }

    int gapStart(int index) {
        return tsns.rangeStart(index);
    }

    int gapEnd(int index) {
        return tsns.rangeEnd(index);
    }

    int duplicateCount() {
        return duplicateCount;
    }

    int duplicate(int index) {
        return duplicates[index];
    }

    /** The owner is done with messages. The peer is told at once when that opens the window by a good part. */
    void consumed(int bytes) {
        unconsumed -= bytes;
        unconsumed = Math.max(0, unconsumed); // What came before a restart was never taken of this window.
        if (window() - toldWindow >= receiveWindow / WORTH_TELLING) {
            timing.hurry();
        }
    }

    /** The peer has reset the stream, and all that it sent there before has come. */
    void resetStream(int stream) {
        streams.reset(stream, this::dropWaiting);
    }

    void resetAllStreams() {
        streams.resetAll(this::dropWaiting);
    }

    private void dropWaiting(InMessage message) {
        waiting -= cost(message);
        listener.onDrop(SctpDrop.BAD_MESSAGE);
    }
}
