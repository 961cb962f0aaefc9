package dev.floe.sctp;

import static dev.floe.sctp.Packets.chunk;
import static dev.floe.sctp.Packets.data;
import static dev.floe.sctp.Packets.ints;
import static dev.floe.sctp.Packets.packet;
import static dev.floe.sctp.Packets.sack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How an association ends in order (RFC 9260 section 9). */
@Tag("SC3")
class ShutdownTest {
    private static final long MILLI = 1_000_000L;
    private static final int BOTH = DataFlags.BEGIN | DataFlags.END;

    private final Scripted rig = Scripted.up();

    private void shutdown() {
        rig.association.shutdown(rig.now);
        rig.association.flush(rig.now);
    }

    private byte[] peersShutdown(int cumulative) {
        return chunk(ChunkType.SHUTDOWN, 0, ints(cumulative));
    }

    @Test
    void waitsUntilWhatWasSentHasArrived() {
        rig.send(100);
        shutdown();
        assertEquals(SctpState.SHUTDOWN_PENDING, rig.association.state());
        assertThrows(IllegalStateException.class, () -> rig.send(1));
        rig.receiveChunks(sack(rig.localTsn, 1 << 20));
        assertEquals(SctpState.SHUTDOWN_SENT, rig.association.state());
        assertEquals(List.of(ChunkType.SHUTDOWN), Scripted.types(rig.last()));
        rig.receiveChunks(chunk(ChunkType.SHUTDOWN_ACK, 0));
        assertEquals(List.of(ChunkType.SHUTDOWN_COMPLETE), Scripted.types(rig.last()));
        assertEquals(SctpEnd.CLOSED, rig.end);
    }

    @Test
    void sendsShutdownAgain() {
        shutdown();
        rig.sent.clear();
        rig.pass(500 * MILLI - 1);
        assertEquals(List.of(), rig.sentTypes());
        rig.pass(1);
        assertEquals(List.of(ChunkType.SHUTDOWN), rig.sentTypes());
    }

    @Test
    void acknowledgesDataThatComesAfterItsShutdown() {
        shutdown();
        rig.sent.clear();
        rig.receiveChunks(data(BOTH | DataFlags.IMMEDIATE, rig.peerTsn, 0, 0, (byte) 1));
        assertEquals(List.of(ChunkType.SACK), rig.sentTypes());
        assertEquals(1, rig.messages.size());
    }

    @Test
    void endsWhenThePeerWants() {
        rig.send(100);
        rig.receiveChunks(peersShutdown(rig.localTsn - 1));
        assertEquals(SctpState.SHUTDOWN_RECEIVED, rig.association.state());
        rig.receiveChunks(peersShutdown(rig.localTsn));
        assertEquals(SctpState.SHUTDOWN_ACK_SENT, rig.association.state());
        assertEquals(List.of(ChunkType.SHUTDOWN_ACK), Scripted.types(rig.last()));
        rig.receiveChunks(chunk(ChunkType.SHUTDOWN_COMPLETE, 0));
        assertEquals(SctpEnd.CLOSED_BY_PEER, rig.end);
    }

    @Test
    void endsWhenBothWantAtOnce() {
        shutdown();
        rig.receiveChunks(peersShutdown(rig.localTsn - 1));
        assertEquals(SctpState.SHUTDOWN_ACK_SENT, rig.association.state());
        rig.receiveChunks(chunk(ChunkType.SHUTDOWN_ACK, 0));
        assertEquals(SctpEnd.CLOSED, rig.end);
    }

    @Test
    void remindsAPeerThatBeginsAnewOfTheEnd() {
        rig.receiveChunks(peersShutdown(rig.localTsn - 1));
        rig.sent.clear();
        rig.receive(packet(0, rig.init()));
        assertEquals(List.of(ChunkType.SHUTDOWN_ACK), rig.sentTypes());
    }

    @Test
    void isAbortedAtOnce() {
        rig.send(5000);
        rig.association.abort(rig.now);
        assertEquals(List.of(ChunkType.ABORT), Scripted.types(rig.last()));
        assertEquals(SctpEnd.CLOSED, rig.end);
        assertEquals(Long.MAX_VALUE, rig.association.delayNanos(rig.now));
        rig.sent.clear();
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, (byte) 1));
        assertEquals(List.of(ChunkType.ABORT), rig.sentTypes(), "the peer has not heard of it");
    }
}
