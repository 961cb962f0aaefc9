package dev.floe.sctp;

import static dev.floe.sctp.Packets.chunk;
import static dev.floe.sctp.Packets.data;
import static dev.floe.sctp.Packets.ints;
import static dev.floe.sctp.Packets.parameter;
import static dev.floe.sctp.Packets.sack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RE-CONFIG (RFC 6525). */
@Tag("SC6")
class StreamResetTest {
    private static final long MILLI = 1_000_000L;
    private static final int BOTH = DataFlags.BEGIN | DataFlags.END;
    private static final int PERFORMED = 1;
    private static final int DENIED = 2;
    private static final int BAD_SEQUENCE = 5;
    private static final int IN_PROGRESS = 6;

    private final Scripted rig = Scripted.up();

    private static byte[] request(int sequence, int lastTsn, int... streams) {
        ByteBuffer value = ByteBuffer.allocate(12 + 2 * streams.length);
        value.putInt(sequence).putInt(0).putInt(lastTsn);
        for (int stream : streams) {
            value.putShort((short) stream);
        }
        return chunk(ChunkType.RE_CONFIG, 0, parameter(Parameter.OUTGOING_RESET, value.array()));
    }

    private static byte[] response(int sequence, int result) {
        return chunk(ChunkType.RE_CONFIG, 0, parameter(Parameter.RESET_RESPONSE, ints(sequence, result)));
    }

    /** What was answered to the last request. */
    private int result() {
        PacketReader reader = Scripted.read(rig.last());
        while (reader.type() != ChunkType.RE_CONFIG) {
            reader.next();
        }
        return reader.intAt(reader.value() + Parameter.HEADER + 4);
    }

    private int requested() {
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(ChunkType.RE_CONFIG, reader.type());
        assertEquals(Parameter.OUTGOING_RESET, reader.shortAt(reader.value()));
        return reader.intAt(reader.value() + Parameter.HEADER);
    }

    @Test
    void resetsWhatThePeerResetsOnceAllOfItHasCome() {
        rig.receiveChunks(request(rig.peerTsn, rig.peerTsn, 0));
        assertEquals(IN_PROGRESS, result());
        assertEquals(List.of(), rig.peerResets);
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, (byte) 1));
        rig.receiveChunks(request(rig.peerTsn, rig.peerTsn, 0));
        assertEquals(PERFORMED, result());
        assertEquals(List.of(0), rig.peerResets);
        rig.receiveChunks(data(BOTH, rig.peerTsn + 1, 0, 0, (byte) 2));
        assertEquals(2, rig.messages.size(), "numbers begin at 0 again");
    }

    @Test
    void takesTheNextNumberForARequestThatHadToWait() {
        rig.receiveChunks(request(rig.peerTsn, rig.peerTsn, 0));
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, (byte) 1));
        rig.receiveChunks(request(rig.peerTsn + 1, rig.peerTsn, 0));
        assertEquals(PERFORMED, result());
    }

    @Test
    void answersARequestThatComesAgainAsBefore() {
        rig.receiveChunks(request(rig.peerTsn, rig.peerTsn - 1, 0));
        rig.receiveChunks(request(rig.peerTsn, rig.peerTsn - 1, 0));
        assertEquals(PERFORMED, result());
        assertEquals(List.of(0), rig.peerResets);
    }

    @Test
    void refusesAWrongNumber() {
        rig.receiveChunks(request(rig.peerTsn + 7, rig.peerTsn - 1, 0));
        assertEquals(BAD_SEQUENCE, result());
        assertEquals(List.of(), rig.peerResets);
    }

    @Test
    void resetsAllStreamsAtOnce() {
        rig.receiveChunks(request(rig.peerTsn, rig.peerTsn - 1));
        assertEquals(List.of(SctpOutput.ALL_STREAMS), rig.peerResets);
    }

    @Test
    void deniesWhatWebRtcHasNoUseFor() {
        byte[] sequence = ints(rig.peerTsn, 0, 0);
        rig.receiveChunks(chunk(ChunkType.RE_CONFIG, 0, parameter(Parameter.TSN_RESET, sequence)));
        assertEquals(DENIED, result());
    }

    @Test
    void asksWhenAllHasArrivedAndAgainUntilItIsAnswered() {
        rig.send(10);
        rig.association.reset(rig.now, 1);
        rig.association.flush(rig.now);
        assertEquals(List.of(ChunkType.DATA), rig.sentTypes());
        assertThrows(IllegalStateException.class, () -> rig.send(10));
        rig.receiveChunks(sack(rig.localTsn, 1 << 20));
        int sequence = requested();
        rig.sent.clear();
        rig.pass(500 * MILLI);
        assertEquals(sequence, requested(), "the same, again");
        rig.receiveChunks(response(sequence, PERFORMED));
        rig.sent.clear();
        rig.send(10);
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(0, reader.shortAt(reader.value() + 6), "numbers begin at 0 again");
        assertEquals(ChunkType.DATA, reader.type());
    }

    @Test
    void asksUnderAnotherNumberWhenThePeerIsNotReady() {
        rig.association.reset(rig.now, 1);
        rig.association.flush(rig.now);
        int sequence = requested();
        rig.receiveChunks(response(sequence, IN_PROGRESS));
        rig.sent.clear();
        rig.pass(500 * MILLI);
        assertEquals(sequence + 1, requested());
    }

    @Test
    void takesADenialAsTheEndOfIt() {
        rig.association.reset(rig.now, 1);
        rig.association.flush(rig.now);
        rig.receiveChunks(response(requested(), DENIED));
        rig.sent.clear();
        rig.pass(10_000 * MILLI);
        assertEquals(List.of(), rig.sentTypes());
    }
}
