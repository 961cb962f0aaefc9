package dev.floe.sctp;

import org.jspecify.annotations.Nullable;

/**
 * The sending side: what waits, what is in flight, and when it is sent again (RFC 9260 sections 6 and 7, RFC 3758).
 *
 * <p>A piece gets its TSN when it is written to a packet for the first time, and is then one of those that wait to be
 * sent; so a packet that is refused leaves nothing to take back.
 */
final class Outbound {
    /** Who learns what has left the send buffer. */
    interface Listener {
        void onUnbuffered(int stream, int bytes);
    }

    /** Reports of a gap after which a piece counts as lost, once in its life (RFC 9260 section 7.2.4). */
    private static final int MISSES = 3;

    /** A shorter piece of a long message would waste more on headers than a packet of its own does. */
    private static final int SHORTEST_PIECE = 256;

    private final int maxPayload;
    private final Listener listener;
    private final SendQueue queue = new SendQueue();
    private final InFlight flight = new InFlight();
    private final Congestion congestion;
    private final Rto rto = new Rto();
    private final Heartbeats heartbeats = new Heartbeats(rto);
    private final Abandonment abandonment;
    private final int[] staged;
    private int stagedCount;
    private long stagedBytes;
    private boolean stagedForward;
    private boolean crowdedOut;
    private boolean started;
    private int firstUnsent;
    private boolean mayExceed;
    private long peerWindow;
    private boolean timing;
    private long timeoutAt;
    private boolean resting;
    private long restingSince;
    private boolean measuring;
    private int measuredTsn;
    private long measuredAt;
    private long retransmissions;

    /**
     * @param maxPayload bytes of payload that a DATA chunk alone in a packet can carry
     * @param maxPacket bytes of the longest packet
     */
    Outbound(int maxPayload, int maxPacket, Listener listener) {
        this.maxPayload = maxPayload;
        this.listener = listener;
        this.congestion = new Congestion(maxPayload);
        this.abandonment = new Abandonment(queue, flight, listener);
        this.staged = new int[maxPacket / PacketWriter.DATA_HEADER];
    }

    void start(int firstTsn, long window, boolean forwardTsn) {
        flight.start(firstTsn);
        firstUnsent = firstTsn;
        peerWindow = window;
        abandonment.start(firstTsn - 1, forwardTsn);
        started = true;
    }

    void enqueue(long now, int stream, int ppid, byte[] message, Delivery delivery) {
        queue.add(now, stream, ppid, message, delivery);
    }

    void prioritise(int stream, int priority) {
        queue.prioritise(stream, priority);
    }

    // Acknowledgement

    /** Takes a SACK; false if it acknowledges what was never sent, and then nothing has changed. */
    boolean onSack(long now, Sack sack) {
        int cumulative = sack.cumulativeTsn();
        int end = firstUntold();
        if (!Serial.before(cumulative, end) || Gaps.reachBeyond(sack, end)) {
            return false;
        }
        if (Serial.before(cumulative, flight.first() - 1)) {
            return true; // An older one, overtaken.
        }
        boolean full = flight.bytes() + maxPayload > congestion.window();
        boolean advances = cumulative != flight.first() - 1;
        long acknowledged = advanceTo(now, cumulative);
        acknowledged += takeGaps(now, sack, advances);
        peerWindow = sack.window();
        if (advances) {
            congestion.advanced(cumulative, acknowledged, full, flight.bytes() == 0);
            rto.recovered();
        }
        abandonment.onAcknowledged(cumulative);
        restartTimer(now, advances);
        return true;
    }

    /** Returns the TSN after the last that the peer may know of: what was refused has a TSN and has not left. */
    private int firstUntold() {
        int skipped = abandonment.advanced() + 1;
        return Serial.before(firstUnsent, skipped) ? skipped : firstUnsent;
    }

    /** Takes the acknowledgement that a SHUTDOWN chunk carries (RFC 9260 section 9.2). */
    void onCumulativeAck(long now, int cumulative) {
        if (Serial.before(cumulative, firstUntold()) && !Serial.before(cumulative, flight.first())) {
            advanceTo(now, cumulative);
            abandonment.onAcknowledged(cumulative);
            restartTimer(now, true);
        }
    }

    /** Forgets what is acknowledged for good; returns how many bytes were not known to have arrived. */
    private long advanceTo(long now, int cumulative) {
        long bytes = 0;
        while (!Serial.before(cumulative, flight.first())) {
            int tsn = flight.first();
            byte state = flight.state(tsn);
            if (state == InFlight.OUTSTANDING || state == InFlight.WAITING) {
                bytes += flight.length(tsn);
                arrived(now, tsn);
            }
            queue.acknowledged(flight.message(tsn).stream);
            flight.removeFirst();
            resting = flight.isEmpty();
            restingSince = now;
        }
        measuring &= Serial.before(cumulative, measuredTsn); // What was given up is never measured.
        return bytes;
    }

    private void arrived(long now, int tsn) {
        if (measuring && tsn == measuredTsn) {
            measuring = false;
            rto.measured(now - measuredAt);
        }
    }

    /** Goes through the gap blocks in their order; one that is not after the one before it is passed over. */
    private long takeGaps(long now, Sack sack, boolean advances) {
        int count = sack.gapCount();
        if (count == 0 && flight.reported() == 0) {
            return 0;
        }
        int base = sack.cumulativeTsn();
        int tsn = flight.first();
        int highest = base;
        int highestNew = base;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int start = base + sack.gapStart(i);
            int end = base + sack.gapEnd(i);
            if (Serial.before(start, tsn) || Serial.before(end, start)) {
                continue;
            }
            for (; tsn != start; tsn++) {
                unreport(tsn);
            }
            for (; !Serial.before(end, tsn); tsn++) {
                if (isNewlyReported(now, tsn)) {
                    bytes += flight.length(tsn);
                    highestNew = tsn;
                }
            }
            highest = end;
        }
        for (; flight.reported() > 0 && Serial.before(tsn, flight.next()); tsn++) {
            unreport(tsn);
        }
        // In recovery a SACK that advances tells of each gap anew, whatever it reports as new (RFC 9260 section 7.2.4).
        countMisses(congestion.isRecovering() && advances ? highest : highestNew);
        return bytes;
    }

    /** The peer may take back what it has reported (RFC 9260 section 6.2.1). */
    private void unreport(int tsn) {
        if (flight.state(tsn) == InFlight.REPORTED) {
            flight.become(tsn, InFlight.OUTSTANDING);
        }
    }

    private boolean isNewlyReported(long now, int tsn) {
        byte state = flight.state(tsn);
        boolean wasSent = flight.sendings(tsn) > 0;
        if (wasSent && (state == InFlight.OUTSTANDING || state == InFlight.WAITING)) {
            arrived(now, tsn);
            flight.become(tsn, InFlight.REPORTED);
            return true;
        }
        return false;
    }

    private void countMisses(int before) {
        for (int tsn = flight.first(); Serial.before(tsn, before); tsn++) {
            if (flight.state(tsn) == InFlight.OUTSTANDING && flight.missed(tsn) == MISSES) {
                flight.become(tsn, InFlight.WAITING);
                mayExceed |= !congestion.isRecovering();
                congestion.lost(flight.next() - 1);
            }
        }
    }

    // Timer

    private void restartTimer(long now, boolean advanced) {
        if (flight.bytes() == 0 && !abandonment.isBehind()) {
            timing = false;
        } else if (advanced || !timing) {
            startTimer(now);
        }
    }

    private void startTimer(long now) {
        timing = true;
        timeoutAt = now + rto.timeoutNanos();
    }

    /** Takes the answer to a heartbeat; false if none of this number is on its way. */
    boolean onHeartbeatAck(long now, int number) {
        boolean ours = heartbeats.answered(now, number);
        if (ours && timing && timeoutAt - now > rto.timeoutNanos()) {
            startTimer(now); // It was doubled for a loss: the path is faster than that.
        }
        return ours;
    }

    /** T3-rtx (RFC 9260 section 6.3.3). */
    void onTimeout(long now) {
        if (!timing || now - timeoutAt < 0) {
            return;
        }
        timing = false;
        boolean probe = peerWindow < maxPayload && flight.bytes() <= maxPayload;
        for (int tsn = flight.first(); Serial.before(tsn, flight.next()); tsn++) {
            if (flight.state(tsn) == InFlight.OUTSTANDING) {
                flight.become(tsn, InFlight.WAITING);
            }
        }
        measuring = false;
        rto.backOff();
        if (!probe) {
            congestion.timedOut();
            heartbeats.want();
        }
        abandonment.onTimeout();
        if (abandonment.isBehind()) {
            startTimer(now);
        }
    }

    /** Returns how long until {@link #onTimeout} is wanted, or {@link #write}, which gives up what is too old. */
    long delayNanos(long now) {
        long delay = timing ? Math.max(0, timeoutAt - now) : Long.MAX_VALUE;
        return Math.min(delay, abandonment.delayNanos(now));
    }

    // Sending

    /** Writes what may be sent into the packet; {@link #sent} or {@link #refused} must follow. False if nothing may. */
    boolean write(long now, DataSink packet) {
        stagedCount = 0;
        stagedBytes = 0;
        stagedForward = false;
        crowdedOut = false;
        if (started) {
            abandonment.abandonOverdue(now);
            stagedForward = abandonment.write(packet);
            rest(now);
            writeWaiting(packet);
            if (flight.waiting() == stagedCount) {
                writeNew(packet);
            }
        }
        return stagedForward || stagedCount > 0;
    }

    private void rest(long now) {
        if (resting && queue.next() != null) {
            resting = false;
            congestion.rested((now - restingSince) / rto.timeoutNanos());
        }
    }

    private void writeWaiting(DataSink packet) {
        for (int tsn = flight.waitingFrom(flight.first()); tsn != flight.next(); tsn = flight.waitingFrom(tsn + 1)) {
            if (flight.length(tsn) > packet.dataRoom() || !mayBeInFlight()) {
                crowdedOut = mayBeInFlight();
                return;
            }
            stage(packet, tsn, 0);
        }
    }

    /** The first piece that is found lost may leave at once; else the window decides. */
    private boolean mayBeInFlight() {
        long bytes = flight.bytes() + stagedBytes;
        return bytes < congestion.window() || (mayExceed && stagedCount == 0);
    }

    private void writeNew(DataSink packet) {
        for (OutMessage message = queue.next(); message != null; message = queue.next()) {
            int length = pieceOf(message, packet.dataRoom());
            if (length <= 0 || flight.isFull() || !mayBeInFlight() || !peerTakes(length)) {
                return;
            }
            stageNew(packet, message, length);
        }
    }

    private int pieceOf(OutMessage message, int room) {
        int left = message.left();
        if (left <= room) {
            return left;
        }
        boolean fitsAlone = left <= maxPayload && stagedCount > 0;
        return fitsAlone || room < SHORTEST_PIECE ? 0 : room;
    }

    /** With nothing in flight one piece may leave whatever the window, to find out when it opens (section 6.1, A). */
    private boolean peerTakes(int length) {
        long bytes = flight.bytes() + stagedBytes;
        return bytes == 0 || length <= peerWindow - bytes;
    }

    private void stageNew(DataSink packet, OutMessage message, int length) {
        int offset = message.taken;
        queue.take(message, length);
        message.lastTsn = flight.add(message, offset, length);
        if (offset == 0) {
            message.firstTsn = message.lastTsn;
        }
        // A peer that holds its SACK back would hold us back (RFC 7053): the window is used up now.
        boolean blocks = flight.bytes() + stagedBytes + length >= congestion.window();
        stage(packet, message.lastTsn, blocks ? DataFlags.IMMEDIATE : 0);
    }

    private void stage(DataSink packet, int tsn, int flags) {
        OutMessage message = flight.message(tsn);
        int offset = flight.offset(tsn);
        int length = flight.length(tsn);
        int all = flags | message.flags(offset, length);
        packet.data(all, tsn, message.stream.id, message.ssn, message.ppid, message.bytes, offset, length);
        staged[stagedCount++] = tsn;
        stagedBytes += length;
    }

    /** Returns whether what else is in the packet left no room for what might have left with it. */
    boolean isCrowdedOut() {
        return crowdedOut;
    }

    /** The packet has left. */
    void sent(long now) {
        for (int i = 0; i < stagedCount; i++) {
            sent(now, staged[i]);
        }
        if (stagedCount > 0) {
            mayExceed = false;
        }
        if (stagedForward) {
            abandonment.sent();
        }
        if (!timing) {
            startTimer(now);
        }
    }

    private void sent(long now, int tsn) {
        if (flight.sendings(tsn) == 0) {
            listener.onUnbuffered(flight.message(tsn).stream.id, flight.length(tsn));
            if (!measuring) {
                measuring = true;
                measuredTsn = tsn;
                measuredAt = now;
            }
        } else {
            retransmissions++;
            measuring &= tsn != measuredTsn; // Karn's rule (RFC 9260 section 6.3.1, C5).
            if (tsn == flight.first()) {
                startTimer(now);
            }
        }
        flight.sent(tsn);
        if (!Serial.before(tsn, firstUnsent)) {
            firstUnsent = tsn + 1;
        }
    }

    /** The packet did not leave. What it held has its TSNs and waits. */
    void refused() {
        stagedCount = 0;
        stagedBytes = 0;
        stagedForward = false;
    }

    // What others ask

    /** All is forgotten: what has not left is told to have left the send buffer. */
    void unbufferAll() {
        for (int tsn = flight.first(); tsn != flight.next(); tsn++) {
            if (flight.sendings(tsn) == 0 && flight.state(tsn) == InFlight.WAITING) {
                listener.onUnbuffered(flight.message(tsn).stream.id, flight.length(tsn));
            }
        }
        for (OutMessage message = queue.next(); message != null; message = queue.next()) {
            listener.onUnbuffered(message.stream.id, message.left());
            queue.drop(message);
        }
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    boolean isIdle() {
        return queue.isEmpty() && flight.isEmpty();
    }

    int waitingMessages() {
        return queue.waitingMessages();
    }

    void awaitDrained(int stream) {
        queue.awaitDrained(stream);
    }

    @Nullable
    Integer nextDrained() {
        return queue.nextDrained();
    }

    void resetStream(int stream) {
        queue.reset(stream);
    }

    int lastAssignedTsn() {
        return flight.next() - 1;
    }

    long inFlight() {
        return flight.bytes();
    }

    long congestionWindow() {
        return congestion.window();
    }

    long peerWindow() {
        return peerWindow;
    }

    long retransmissions() {
        return retransmissions;
    }

    long smoothedRttNanos() {
        return rto.smoothedNanos();
    }
}
