package dev.floe.sctp;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** RE-CONFIG (RFC 6525), of which WebRTC uses the reset of outgoing streams to close a channel (RFC 8831 section 6.7). */
final class StreamResets {
    private static final int OUTGOING_FIXED = 12;
    private static final int RESPONSE_FIXED = 8;

    private static final int PERFORMED = 1;
    private static final int DENIED = 2;
    private static final int WRONG_STREAM = 3;
    private static final int BAD_SEQUENCE = 5;
    private static final int IN_PROGRESS = 6;

    private final ControlQueue control;
    private final Wire wire;
    private final IntConsumer onPeerReset;
    private final ResetRequests requests;
    private int expected;
    private int lastResult;
    private boolean resetInPacket;

    StreamResets(ControlQueue control, Wire wire, IntConsumer onPeerReset, IntConsumer onReset) {
        this.control = control;
        this.wire = wire;
        this.onPeerReset = onPeerReset;
        this.requests = new ResetRequests(onReset);
    }

    /** The association is up. Each side's numbers begin with its first TSN (RFC 6525 section 4.1). */
    void start(int localTsn, PeerTerms peer) {
        requests.start(localTsn, peer.reconfig());
        expected = peer.tsn();
        lastResult = PERFORMED;
    }

    ResetRequests requests() {
        return requests;
    }

    boolean write(long now, PacketWriter packet) {
        return requests.write(now, packet, expected - 1);
    }

    /** Takes a RE-CONFIG chunk. */
    void onChunk(PacketReader reader, Inbound inbound, Outbound outbound, int streamLimit) {
        int value = reader.value();
        ParameterReader parameter = new ParameterReader(reader, value, value + reader.length());
        while (parameter.next()) {
            switch (parameter.type()) {
                case Parameter.OUTGOING_RESET -> onPeerRequest(reader, parameter, inbound, streamLimit);
                case Parameter.RESET_RESPONSE -> onResponse(reader, parameter, outbound);
                case Parameter.INCOMING_RESET, Parameter.TSN_RESET, Parameter.ADD_OUTGOING, Parameter.ADD_INCOMING ->
                    deny(reader, parameter);
                default -> {}
            }
        }
        if (parameter.isMalformed()) {
            wire.drop(SctpDrop.MALFORMED);
        }
    }

    private void onResponse(PacketReader reader, ParameterReader parameter, Outbound outbound) {
        if (parameter.length() < RESPONSE_FIXED) {
            wire.drop(SctpDrop.MALFORMED);
            return;
        }
        requests.onResponse(reader.intAt(parameter.value()), reader.intAt(parameter.value() + 4), outbound);
    }

    /** WebRTC has no use for it (RFC 8831 section 6.7), and no peer has been seen to ask. */
    private void deny(PacketReader reader, ParameterReader parameter) {
        if (parameter.length() < Integer.BYTES) {
            wire.drop(SctpDrop.MALFORMED);
            return;
        }
        int sequence = reader.intAt(parameter.value());
        if (sequence == expected) {
            expected++;
            lastResult = DENIED;
        }
        respond(sequence, sequence == expected - 1 ? lastResult : BAD_SEQUENCE);
    }

    /** RFC 6525 section 5.2.2. One that had to wait may come again under its own number or under the next. */
    private void onPeerRequest(PacketReader reader, ParameterReader parameter, Inbound inbound, int streamLimit) {
        if (parameter.length() < OUTGOING_FIXED) {
            wire.drop(SctpDrop.MALFORMED);
            return;
        }
        int sequence = reader.intAt(parameter.value());
        boolean isNew = sequence == expected;
        if (isNew && resetInPacket) {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK); // One request at a time (section 5.1.1): it waits for an answer.
            return;
        }
        resetInPacket |= isNew;
        if (isNew) {
            expected++;
        }
        if (sequence != expected - 1) {
            respond(sequence, BAD_SEQUENCE);
            return;
        }
        if (isNew || lastResult == IN_PROGRESS) {
            lastResult = reset(reader, parameter, inbound, streamLimit);
        }
        respond(sequence, lastResult);
    }

    private int reset(PacketReader reader, ParameterReader parameter, Inbound inbound, int streamLimit) {
        int lastTsn = reader.intAt(parameter.value() + 8);
        if (Serial.before(inbound.cumulativeTsn(), lastTsn)) {
            return IN_PROGRESS;
        }
        int count = (parameter.length() - OUTGOING_FIXED) / Short.BYTES;
        if (!areAgreed(reader, parameter, count, streamLimit)) {
            return WRONG_STREAM;
        }
        for (int i = 0; i < count; i++) {
            int stream = stream(reader, parameter, i);
            inbound.resetStream(stream);
            onPeerReset.accept(stream);
        }
        if (count == 0) {
            inbound.resetAllStreams();
            onPeerReset.accept(SctpOutput.ALL_STREAMS);
        }
        return PERFORMED;
    }

    private static boolean areAgreed(PacketReader reader, ParameterReader parameter, int count, int streamLimit) {
        for (int i = 0; i < count; i++) {
            if (stream(reader, parameter, i) >= streamLimit) {
                return false;
            }
        }
        return true;
    }

    private static int stream(PacketReader reader, ParameterReader parameter, int index) {
        return reader.shortAt(parameter.value() + OUTGOING_FIXED + index * Short.BYTES);
    }

    /** All chunks of a packet were handed in. */
    void onPacketEnd() {
        resetInPacket = false;
    }

    private void respond(int sequence, int result) {
        byte[] response = ByteBuffer.allocate(Parameter.HEADER + RESPONSE_FIXED)
                .putShort((short) Parameter.RESET_RESPONSE)
                .putShort((short) (Parameter.HEADER + RESPONSE_FIXED))
                .putInt(sequence)
                .putInt(result)
                .array();
        control.add(ChunkType.RE_CONFIG, 0, response);
    }
}
