package dev.floe.sctp;

import java.nio.ByteBuffer;

/**
 * One SCTP association inside DTLS (RFC 9260, RFC 8261).
 *
 * <p>What is to be sent leaves in {@link #flush}: call it once after inputs and commands, and when
 * {@link SctpOutput#send} refused a packet and may be tried again. Only what must travel alone leaves at once.
 *
 * <p>Nothing limits how often something is sent again: consent decides when a peer is gone (RFC 7675).
 */
public final class SctpAssociation {
    /** What a message that was handed over takes of the receive window beside its bytes: what keeping it costs. */
    public static final int MESSAGE_COST = 64;

    /** How long until another try where the owner forgets to tell that the way is open again. */
    private static final long RETRY_NANOS = 100_000_000L;

    private static final int DATA_FIXED = 12;

    private final Tcb tcb;
    private final SctpOutput output;
    private final Wire wire;
    private final ControlQueue control = new ControlQueue();
    private final Handshake handshake;
    private final Shutdown shutdown;
    private final StreamResets resets;
    private final PacketReader reader = new PacketReader();
    private final SackReader sack = new SackReader(reader);
    private final Admission admission;
    private Outbound outbound;
    private Inbound inbound;
    private boolean blocked;
    private boolean sackTaken;
    private boolean over;

    /**
     * Makes an association that is closed; {@link #connect} or the peer's INIT opens it.
     *
     * @param config what it is made of
     * @param output what it tells and asks for
     */
    public SctpAssociation(SctpConfig config, SctpOutput output) {
        this.tcb = new Tcb(config);
        this.output = output;
        this.wire = new Wire(config, output);
        this.admission = new Admission(tcb, wire, reader);
        this.handshake = new Handshake(tcb, wire, control, new Ups());
        this.shutdown = new Shutdown(tcb, wire, this::end);
        this.resets = new StreamResets(control, wire, output::onPeerReset, output::onReset);
        this.outbound = newOutbound();
        this.inbound = newInbound();
    }

    private Outbound newOutbound() {
        int maxPacket = tcb.config.maxPacket();
        return new Outbound(
                maxPacket - PacketReader.HEADER - PacketWriter.DATA_HEADER, maxPacket, output::onUnbuffered);
    }

    private Inbound newInbound() {
        return new Inbound(tcb.config.receiveWindow(), tcb.config.maxMessageSize(), new Arrivals());
    }

    /**
     * Begins to set up the association; both sides may (RFC 8831 section 5). Does nothing if the peer was faster.
     *
     * @param now the time in nanoseconds
     * @throws IllegalStateException if it is over
     */
    public void connect(long now) {
        requireAlive();
        handshake.connect(now);
    }

    /**
     * A packet has come out of DTLS.
     *
     * @param now the time in nanoseconds
     * @param packet lent for the call
     */
    public void onPacket(long now, ByteBuffer packet) {
        wire.received();
        if (admission.admits(now, packet, over)) {
            reader.rewind();
            boolean more = true;
            while (more && reader.next()) {
                more = take(now) && !over;
            }
            resets.onPacketEnd();
            sackTaken = false;
            if (reader.isMalformed()) {
                wire.drop(SctpDrop.MALFORMED);
            }
            if (tcb.state.isUp()) {
                inbound.onPacketEnd(now);
            }
        }
    }

    /** Takes the current chunk; false if the rest of the packet is not to be looked at. */
    private boolean take(long now) {
        if (mustBeAlone() && !reader.isAlone()) {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
            return false;
        }
        switch (reader.type()) {
            case ChunkType.INIT -> handshake.onInit(now, reader);
            case ChunkType.INIT_ACK -> handshake.onInitAck(now, reader);
            case ChunkType.COOKIE_ECHO -> {
                handshake.onCookieEcho(now, reader);
                return reader.tag() == tcb.localTag; // Else the cookie was not ours, and no other tag was looked at.
            }
            case ChunkType.COOKIE_ACK -> handshake.onCookieAck();
            case ChunkType.ABORT -> end(SctpEnd.ABORTED_BY_PEER);
            case ChunkType.ERROR -> takeError(now);
            case ChunkType.SHUTDOWN_ACK -> shutdown.onShutdownAck(now);
            case ChunkType.SHUTDOWN_COMPLETE -> shutdown.onShutdownComplete();
            case ChunkType.HEARTBEAT -> takeHeartbeat();
            case ChunkType.HEARTBEAT_ACK -> wire.drop(SctpDrop.UNEXPECTED_CHUNK); // None was sent.
            case ChunkType.DATA, ChunkType.SACK, ChunkType.SHUTDOWN, ChunkType.FORWARD_TSN, ChunkType.RE_CONFIG -> {
                return takeWhenUp(now);
            }
            default -> {
                return takeUnknown();
            }
        }
        return true;
    }

    /** RFC 9260 section 6.10. */
    private boolean mustBeAlone() {
        int type = reader.type();
        return type == ChunkType.INIT || type == ChunkType.INIT_ACK || type == ChunkType.SHUTDOWN_COMPLETE;
    }

    private boolean takeWhenUp(long now) {
        if (!tcb.state.isUp()) {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
            return false;
        }
        switch (reader.type()) {
            case ChunkType.DATA -> takeData(now);
            case ChunkType.SACK -> takeSack(now);
            case ChunkType.SHUTDOWN -> takeShutdown(now);
            case ChunkType.FORWARD_TSN -> takeForwardTsn(now);
            default -> resets.onChunk(reader, inbound, outbound, tcb.incomingStreams());
        }
        return true;
    }

    private void takeData(long now) {
        int length = reader.length() - DATA_FIXED;
        if (length <= 0) {
            wire.drop(SctpDrop.MALFORMED);
            abort(
                    now,
                    length == 0 ? Cause.noUserData(reader.intAt(reader.value())) : Cause.of(Cause.PROTOCOL_VIOLATION));
            return;
        }
        int value = reader.value();
        int stream = reader.shortAt(value + 4);
        inbound.onData(
                reader.flags(),
                reader.intAt(value),
                stream,
                reader.shortAt(value + 6),
                reader.intAt(value + 8),
                reader.packet(),
                value + DATA_FIXED,
                length);
        if (stream >= tcb.incomingStreams()) {
            control.add(ChunkType.ERROR, 0, Cause.invalidStream(stream));
        }
        abortIfViolated(now);
    }

    private void abortIfViolated(long now) {
        if (inbound.isViolated()) {
            abort(now, Cause.of(Cause.PROTOCOL_VIOLATION));
        }
    }

    /** Nobody has reason to send two in a packet, and each may cost a walk over all that is in flight. */
    private void takeSack(long now) {
        if (sackTaken) {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
            return;
        }
        sackTaken = true;
        if (!sack.isWhole()) {
            wire.drop(SctpDrop.MALFORMED);
        } else if (!outbound.onSack(now, sack)) {
            wire.drop(SctpDrop.BAD_SACK);
        }
    }

    private void takeShutdown(long now) {
        if (reader.length() < Integer.BYTES) {
            wire.drop(SctpDrop.MALFORMED);
        } else {
            shutdown.onShutdown(now, reader.intAt(reader.value()), outbound);
        }
    }

    private void takeForwardTsn(long now) {
        int count = reader.length() / Integer.BYTES - 1;
        if (count < 0) {
            wire.drop(SctpDrop.MALFORMED);
            return;
        }
        int value = reader.value();
        inbound.onForwardTsn(reader.intAt(value), reader.packet(), value + Integer.BYTES, count);
        abortIfViolated(now);
    }

    private void takeHeartbeat() {
        if (tcb.knowsPeer()) {
            control.add(ChunkType.HEARTBEAT_ACK, 0, reader.copy(reader.value(), reader.length()));
        }
    }

    private void takeError(long now) {
        boolean stale = reader.length() >= Parameter.HEADER && reader.shortAt(reader.value()) == Cause.STALE_COOKIE;
        if (stale) {
            handshake.onStaleCookie(now);
        }
    }

    private boolean takeUnknown() {
        wire.drop(SctpDrop.UNKNOWN_CHUNK);
        UnknownRule rule = UnknownRule.ofChunk(reader.type());
        if (rule.reports() && tcb.knowsPeer()) {
            control.add(ChunkType.ERROR, 0, Cause.of(Cause.UNRECOGNIZED_CHUNK, reader.copyChunk()));
        }
        return rule.skips();
    }

    /**
     * The delay that {@link #delayNanos} told has passed.
     *
     * @param now the time in nanoseconds
     */
    public void onTimeout(long now) {
        outbound.onTimeout(now);
    }

    /**
     * Returns how long from {@code now} until {@link #onTimeout}, followed by {@link #flush}, is wanted: 0 if due,
     * {@link Long#MAX_VALUE} if nothing is scheduled.
     *
     * @param now the time in nanoseconds
     */
    public long delayNanos(long now) {
        if (over) {
            return Long.MAX_VALUE;
        }
        long setUp = Math.min(handshake.delayNanos(now), shutdown.delayNanos(now));
        long flow = Math.min(outbound.delayNanos(now), inbound.delayNanos(now));
        long reset = tcb.state == SctpState.ESTABLISHED ? resets.requests().delayNanos(now) : Long.MAX_VALUE;
        return blocked ? RETRY_NANOS : Math.min(Math.min(setUp, flow), reset);
    }

    /**
     * Sends what may be sent.
     *
     * @param now the time in nanoseconds
     */
    public void flush(long now) {
        if (over) {
            return;
        }
        blocked = false;
        handshake.flush(now);
        shutdown.flush(now, outbound, inbound);
        if (tcb.state.isUp()) {
            resets.requests().prepare(now, outbound);
        }
        boolean more = true;
        while (more) {
            more = sendPacket(now);
        }
    }

    /** Sends one packet, control chunks first (RFC 9260 section 6.10); false if there was none or it was refused. */
    private boolean sendPacket(long now) {
        PacketWriter packet = wire.begin(tcb.peerTag());
        boolean answers = control.write(packet);
        boolean request = tcb.state == SctpState.ESTABLISHED && resets.write(now, packet);
        boolean acknowledges = tcb.state.isUp() && inbound.sackPending() && packet.sack(inbound);
        boolean data = sendsData() && outbound.write(now, packet);
        boolean due = inbound.sackDue(now) || outbound.isCrowdedOut();
        if (!answers && !request && !data && !(acknowledges && due)) {
            return false;
        }
        if (!wire.send(now, tcb.knowsPeer() && tcb.peer().zeroChecksum())) {
            blocked = true;
            if (data) {
                outbound.refused();
            }
            return false;
        }
        control.sent();
        if (request) {
            resets.requests().sent(now);
        }
        if (acknowledges) {
            inbound.sackSent();
        }
        if (data) {
            outbound.sent(now);
        }
        return true;
    }

    private boolean sendsData() {
        return tcb.state == SctpState.ESTABLISHED
                || tcb.state == SctpState.SHUTDOWN_PENDING
                || tcb.state == SctpState.SHUTDOWN_RECEIVED;
    }

    /**
     * Takes a message into the send buffer. It may be sent before the association is up.
     *
     * @param now the time in nanoseconds
     * @param stream its stream, 0 to 65534
     * @param ppid its payload protocol identifier
     * @param message at least one byte (RFC 9260 section 3.3.1); the association's from now on
     * @param delivery how it is to be delivered
     * @throws IllegalArgumentException if the message is empty or the stream out of range
     * @throws IllegalStateException if the association is ending or over, or the stream is being reset
     */
    public void send(long now, int stream, int ppid, byte[] message, Delivery delivery) {
        requireStream(stream);
        if (message.length == 0) {
            throw new IllegalArgumentException("message: must not be empty (RFC 9260 section 3.3.1)");
        }
        requireAlive();
        if (!tcb.state.takesMessages()) {
            throw new IllegalStateException("the association is ending: " + tcb.state);
        }
        if (resets.requests().isAsked(stream)) {
            throw new IllegalStateException("stream: " + stream + " is being reset");
        }
        outbound.enqueue(now, stream, ppid, message, delivery);
    }

    /** Returns whether {@link #send} on this stream, 0 to 65534, would be taken now. */
    public boolean takes(int stream) {
        return !over && tcb.state.takesMessages() && !resets.requests().isAsked(stream);
    }

    /** Returns how many messages wait of which no piece was sent. */
    public int waitingMessages() {
        return outbound.waitingMessages();
    }

    /**
     * Sets the share of a stream among those that have something to send; 256 if not set (RFC 8831 section 6.4).
     *
     * @param stream which
     * @param priority 1 to 65535
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public void prioritise(int stream, int priority) {
        requireStream(stream);
        if (priority < 1 || priority > 0xFFFF) {
            throw new IllegalArgumentException("priority: from 1 to 65535, not " + priority);
        }
        outbound.prioritise(stream, priority);
    }

    /**
     * Resets this side of a stream (RFC 6525 section 5.1.2) after what was sent there before has arrived or was given up;
     * {@link SctpOutput#onReset} tells when. Does nothing if that is under way.
     *
     * @param now the time in nanoseconds
     * @param stream which
     * @throws IllegalArgumentException if the stream is out of range
     */
    public void reset(long now, int stream) {
        requireStream(stream);
        if (!over) {
            resets.requests().ask(stream);
        }
    }

    /**
     * Gives the receive window back what messages took of it.
     *
     * @param bytes of messages handed over and done with, and {@link #MESSAGE_COST} for each of them
     */
    public void consumed(int bytes) {
        inbound.consumed(bytes);
    }

    /**
     * Ends the association in order (RFC 9260 section 9.2): what was sent arrives first. One that is not up is aborted.
     *
     * @param now the time in nanoseconds
     */
    public void shutdown(long now) {
        if (tcb.state.isUp()) {
            shutdown.begin();
        } else {
            abort(now);
        }
    }

    /**
     * Ends the association at once (RFC 9260 section 9.1): the peer is told by an ABORT that leaves before this returns,
     * if anything can.
     *
     * @param now the time in nanoseconds
     */
    public void abort(long now) {
        abort(now, Cause.of(Cause.USER_ABORT), SctpEnd.CLOSED);
    }

    private void abort(long now, byte[] cause) {
        abort(now, cause, SctpEnd.PROTOCOL_VIOLATION);
    }

    private void abort(long now, byte[] cause, SctpEnd end) {
        if (!over && tcb.knowsPeer()) {
            wire.sendAlone(now, tcb.peerTag(), ChunkType.ABORT, 0, cause);
        }
        end(end);
    }

    private void end(SctpEnd end) {
        if (!over) {
            over = true;
            tcb.state = SctpState.CLOSED;
            output.onClosed(end);
        }
    }

    private void requireAlive() {
        if (over) {
            throw new IllegalStateException("the association is over");
        }
    }

    private static void requireStream(int stream) {
        if (stream < 0 || stream >= InitWriter.STREAMS) {
            throw new IllegalArgumentException("stream: from 0 to 65534, not " + stream);
        }
    }

    /** Returns the state. */
    public SctpState state() {
        return tcb.state;
    }

    /** Returns how many streams may be used for sending: the least of both sides' wishes; 65535 until it is up. */
    public int streams() {
        return tcb.knowsPeer() ? tcb.outgoingStreams() : InitWriter.STREAMS;
    }

    /** Returns how many bytes of the receive window are taken, with what keeping them costs. */
    long held() {
        return inbound.held();
    }

    /** Returns a snapshot of what was counted. */
    public SctpStats stats() {
        return wire.stats(outbound);
    }

    /** What the handshake tells. */
    private final class Ups implements Handshake.Listener {
        @Override
        public void onUp() {
            start();
            output.onEstablished();
        }

        @Override
        public void onRestart() {
            shutdown.stop();
            resets.requests().forget();
            outbound.unbufferAll();
            outbound = newOutbound();
            inbound = newInbound();
            start();
            output.onRestarted();
        }

        private void start() {
            PeerTerms peer = tcb.peer();
            outbound.start(tcb.localTsn, peer.window(), peer.forwardTsn());
            inbound.start(peer.tsn(), tcb.incomingStreams());
            resets.start(tcb.localTsn, peer.tsn());
        }
    }

    /** What arrives. */
    private final class Arrivals implements Inbound.Listener {
        @Override
        public void onMessage(int stream, int ppid, ByteBuffer message) {
            output.onMessage(stream, ppid, message);
        }

        @Override
        public void onDrop(SctpDrop reason) {
            wire.drop(reason);
        }
    }
}
