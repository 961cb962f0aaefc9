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

    private final Tcb tcb;
    private final SctpOutput output;
    private final Wire wire;
    private final ControlQueue control;
    private final Handshake handshake;
    private final Shutdown shutdown;
    private final StreamResets resets;
    private final PacketReader reader = new PacketReader();
    private final Admission admission;
    private final Flow flow;
    private final Chunks chunks;
    private boolean blocked;
    private long retryAt;
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
        this.control = new ControlQueue(config.maxPacket());
        this.admission = new Admission(tcb, wire, reader);
        this.handshake = new Handshake(tcb, wire, control, new Ups());
        this.shutdown = new Shutdown(tcb, wire, this::end);
        this.resets = new StreamResets(control, wire, output::onPeerReset, output::onReset);
        this.flow = new Flow(config, output, wire);
        this.chunks = new Chunks(tcb, wire, control, reader, handshake, shutdown, resets, flow, new Endings());
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
            chunks.takeAll(now);
            resets.onPacketEnd();
            if (tcb.state.isUp()) {
                flow.inbound.onPacketEnd(now);
            }
        }
    }

    /**
     * The delay that {@link #delayNanos} told has passed.
     *
     * @param now the time in nanoseconds
     */
    public void onTimeout(long now) {
        flow.outbound.onTimeout(now);
    }

    /**
     * {@return how long from {@code now} until {@link #onTimeout}, followed by {@link #flush}, is wanted: 0 if due,
     * {@link Long#MAX_VALUE} if nothing is scheduled}
     *
     * @param now the time in nanoseconds
     */
    public long delayNanos(long now) {
        if (over) {
            return Long.MAX_VALUE;
        }
        long setUp = Math.min(handshake.delayNanos(now), shutdown.delayNanos(now));
        long data = Math.min(flow.outbound.delayNanos(now), flow.inbound.delayNanos(now));
        long reset = tcb.state == SctpState.ESTABLISHED ? resets.requests().delayNanos(now) : Long.MAX_VALUE;
        return blocked ? Math.max(0, retryAt - now) : Math.min(Math.min(setUp, data), reset);
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
        shutdown.flush(now, flow.outbound, flow.inbound);
        if (tcb.state.isUp()) {
            resets.requests().prepare(now, flow.outbound);
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
        boolean acknowledges = tcb.state.isUp() && flow.inbound.sackPending() && packet.sack(flow.inbound);
        boolean data = sendsData() && flow.outbound.write(now, packet);
        boolean measures = sendsData() && !data && flow.outbound.heartbeats().write(packet);
        boolean due = flow.inbound.sackDue(now) || flow.outbound.isCrowdedOut();
        if (!answers && !request && !measures && !data && !(acknowledges && due)) {
            return false;
        }
        if (!wire.send(now, tcb.knowsPeer() && tcb.peer().zeroChecksum())) {
            blocked = true;
            retryAt = now + RETRY_NANOS;
            if (data) {
                flow.outbound.refused();
            }
            return false;
        }
        control.sent();
        if (request) {
            resets.requests().sent(now);
        }
        if (acknowledges) {
            flow.inbound.sackSent();
        }
        if (measures) {
            flow.outbound.heartbeats().sent(now);
        }
        if (data) {
            flow.outbound.sent(now);
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
        flow.outbound.enqueue(now, stream, ppid, message, delivery);
    }

    /**
     * {@return whether {@link #send} on this stream, 0 to 65534, would be taken now}
     *
     * @param stream 0 to 65534
     */
    public boolean takes(int stream) {
        return !over && tcb.state.takesMessages() && !resets.requests().isAsked(stream);
    }

    /** {@return how many messages wait of which no piece was sent} */
    public int waitingMessages() {
        return flow.outbound.waitingMessages();
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
        flow.outbound.prioritise(stream, priority);
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
            resets.requests().ask(stream, flow.outbound);
        }
    }

    /**
     * Gives the receive window back what messages took of it.
     *
     * @param bytes of messages handed over and done with, and {@link #MESSAGE_COST} for each of them
     */
    public void consumed(int bytes) {
        flow.inbound.consumed(bytes);
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

    /** {@return the state} */
    public SctpState state() {
        return tcb.state;
    }

    /** {@return how many streams may be used for sending: the least of both sides' wishes; 65535 until it is up} */
    public int streams() {
        return tcb.knowsPeer() ? tcb.outgoingStreams() : InitWriter.STREAMS;
    }

    /** Returns how many bytes of the receive window are taken, with what keeping them costs. */
    long held() {
        return flow.inbound.held();
    }

    /** {@return a snapshot of what was counted} */
    public SctpStats stats() {
        return wire.stats(flow.outbound);
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
            flow.begin();
            start();
            output.onRestarted();
        }

        private void start() {
            PeerTerms peer = tcb.peer();
            flow.outbound.start(tcb.localTsn, peer.window(), peer.forwardTsn());
            flow.inbound.start(peer.tsn(), tcb.incomingStreams());
            resets.start(tcb.localTsn, peer);
        }
    }

    /** What chunks lead to. */
    private final class Endings implements Chunks.Listener {
        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void onEnd(SctpEnd end) {
            SctpAssociation.this.end(end);
        }

        @Override
        public void onViolation(long now, byte[] cause) {
            abort(now, cause, SctpEnd.PROTOCOL_VIOLATION);
        }
    }
}
