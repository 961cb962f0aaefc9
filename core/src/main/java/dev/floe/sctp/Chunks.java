package dev.floe.sctp;

/** Takes the chunks of a packet that was admitted, one after another, each to whom it concerns. */
final class Chunks {
    /** Who hears of what ends the association. */
    interface Listener {
        boolean isOver();

        void onEnd(SctpEnd end);

        /** The peer broke a rule: it is told, and that is the end. */
        void onViolation(long now, byte[] cause);
    }

    private static final int DATA_FIXED = 12;

    private final Tcb tcb;
    private final Wire wire;
    private final ControlQueue control;
    private final PacketReader reader;
    private final SackReader sack;
    private final Handshake handshake;
    private final Shutdown shutdown;
    private final StreamResets resets;
    private final Flow flow;
    private final Listener listener;
    private boolean sackTaken;

    Chunks(
            Tcb tcb,
            Wire wire,
            ControlQueue control,
            PacketReader reader,
            Handshake handshake,
            Shutdown shutdown,
            StreamResets resets,
            Flow flow,
            Listener listener) {
        this.tcb = tcb;
        this.wire = wire;
        this.control = control;
        this.reader = reader;
        this.sack = new SackReader(reader);
        this.handshake = handshake;
        this.shutdown = shutdown;
        this.resets = resets;
        this.flow = flow;
        this.listener = listener;
    }

    /** Takes the chunks of the packet that the reader is at, until one ends the association or forbids the rest. */
    void takeAll(long now) {
        sackTaken = false;
        reader.rewind();
        boolean more = true;
        while (more && reader.next()) {
            more = take(now) && !listener.isOver();
        }
        if (reader.isMalformed()) {
            wire.drop(SctpDrop.MALFORMED);
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
            case ChunkType.ABORT -> listener.onEnd(SctpEnd.ABORTED_BY_PEER);
            case ChunkType.ERROR -> takeError(now);
            case ChunkType.SHUTDOWN_ACK -> shutdown.onShutdownAck(now);
            case ChunkType.SHUTDOWN_COMPLETE -> shutdown.onShutdownComplete();
            case ChunkType.HEARTBEAT -> takeHeartbeat();
            case ChunkType.HEARTBEAT_ACK -> takeHeartbeatAck(now);
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
            default -> resets.onChunk(reader, flow.inbound, flow.outbound, tcb.incomingStreams());
        }
        return true;
    }

    private void takeData(long now) {
        int length = reader.length() - DATA_FIXED;
        if (length <= 0) {
            wire.drop(SctpDrop.MALFORMED);
            listener.onViolation(
                    now,
                    length == 0 ? Cause.noUserData(reader.intAt(reader.value())) : Cause.of(Cause.PROTOCOL_VIOLATION));
            return;
        }
        int value = reader.value();
        int stream = reader.shortAt(value + 4);
        flow.inbound.onData(
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
        if (flow.inbound.isViolated()) {
            listener.onViolation(now, Cause.of(Cause.PROTOCOL_VIOLATION));
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
        } else if (!flow.outbound.onSack(now, sack)) {
            wire.drop(SctpDrop.BAD_SACK);
        }
    }

    private void takeShutdown(long now) {
        if (reader.length() < Integer.BYTES) {
            wire.drop(SctpDrop.MALFORMED);
        } else {
            shutdown.onShutdown(now, reader.intAt(reader.value()), flow.outbound);
        }
    }

    private void takeForwardTsn(long now) {
        int count = reader.length() / Integer.BYTES - 1;
        if (count < 0) {
            wire.drop(SctpDrop.MALFORMED);
            return;
        }
        int value = reader.value();
        flow.inbound.onForwardTsn(reader.intAt(value), reader.packet(), value + Integer.BYTES, count);
        abortIfViolated(now);
    }

    private void takeHeartbeat() {
        if (tcb.knowsPeer()) {
            control.add(ChunkType.HEARTBEAT_ACK, 0, reader.copy(reader.value(), reader.length()));
        }
    }

    private void takeHeartbeatAck(long now) {
        boolean ours = reader.length() == Heartbeats.VALUE
                && flow.outbound.onHeartbeatAck(now, reader.intAt(reader.value() + Parameter.HEADER));
        if (!ours) {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
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
}
