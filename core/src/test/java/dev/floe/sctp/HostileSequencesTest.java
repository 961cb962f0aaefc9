package dev.floe.sctp;

import static dev.floe.sctp.Packets.chunk;
import static dev.floe.sctp.Packets.data;
import static dev.floe.sctp.Packets.ints;
import static dev.floe.sctp.Packets.packet;
import static dev.floe.sctp.Packets.parameter;
import static dev.floe.sctp.Packets.sack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What single chunks do not show: bundles that must not be, long sequences, and what they cost. */
@Tag("SC2")
class HostileSequencesTest {
    private static final long MILLI = 1_000_000L;
    private static final int BOTH = DataFlags.BEGIN | DataFlags.END;
    private static final byte[] ONE = {1};

    private final Scripted rig = Scripted.up();

    private static byte[] reset(int sequence, int lastTsn, byte... streams) {
        byte[] value = Packets.join(ints(sequence, 0, lastTsn), streams);
        return chunk(ChunkType.RE_CONFIG, 0, parameter(Parameter.OUTGOING_RESET, value));
    }

    private int cumulative() {
        rig.sent.clear();
        rig.receiveChunks(data(BOTH, rig.peerTsn - 1, 0, 0, ONE));
        PacketReader reader = Scripted.read(rig.last());
        return reader.intAt(reader.value()) - rig.peerTsn;
    }

    @Test
    void aCookieThatIsNotOursOpensTheDoorToNothing() {
        byte[] cookie = chunk(ChunkType.COOKIE_ECHO, 0, new byte[76]);
        rig.receive(packet(rig.localTag + 1, cookie, chunk(ChunkType.ABORT, 0)));
        assertNull(rig.end);
        Scripted closed = new Scripted(6);
        closed.receive(packet(7, cookie, chunk(ChunkType.ABORT, 0)));
        assertNull(closed.end);
    }

    @Test
    void whatMustTravelAloneIsNotTakenInCompany() {
        byte[] heartbeat = chunk(ChunkType.HEARTBEAT, 0, ONE);
        rig.receiveChunks(heartbeat, rig.init());
        assertEquals(List.of(ChunkType.HEARTBEAT_ACK), rig.sentTypes());
        rig.receive(
                packet(Scripted.PEER_TAG, chunk(ChunkType.SHUTDOWN_COMPLETE, 1), data(BOTH, rig.peerTsn, 0, 0, ONE)));
        assertEquals(0, rig.messages.size());
        assertEquals(2, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
    }

    @Test
    void looksAtOneAnswerAPacket() {
        rig.send(5000);
        rig.receiveChunks(sack(rig.localTsn, 1 << 20), sack(rig.localTsn + 1, 1 << 20));
        assertEquals(1, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
    }

    @Test
    void resetsOnceAPacket() {
        rig.receiveChunks(reset(rig.peerTsn, rig.peerTsn - 1), reset(rig.peerTsn + 1, rig.peerTsn - 1));
        assertEquals(1, rig.peerResets.size());
        assertEquals(1, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
        rig.receiveChunks(reset(rig.peerTsn + 1, rig.peerTsn - 1));
        assertEquals(2, rig.peerResets.size());
    }

    @Test
    void resetsNoStreamThatWasNotAgreedOn() {
        rig.receiveChunks(reset(rig.peerTsn, rig.peerTsn - 1, (byte) 0, (byte) 1, (byte) 0, (byte) 16));
        assertEquals(List.of(), rig.peerResets);
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(3, reader.intAt(reader.value() + Parameter.HEADER + 4), "wrong stream number");
    }

    @Test
    void doesNotAskForTheTimeOverAndOverWhenAResetCanNoLongerBeSent() {
        rig.association.reset(rig.now, 2);
        rig.association.flush(rig.now);
        rig.send(10);
        rig.receiveChunks(chunk(ChunkType.SHUTDOWN, 0, ints(rig.localTsn - 1)));
        assertEquals(SctpState.SHUTDOWN_RECEIVED, rig.association.state());
        rig.pass(500 * MILLI);
        assertTrue(rig.association.delayNanos(rig.now) > 0);
    }

    @Test
    void namesTheTsnOfDataWithoutAnyBytes() {
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0));
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(8, reader.shortAt(reader.value() + 2));
        assertEquals(rig.peerTsn, reader.intAt(reader.value() + 4));
    }

    @Test
    void abortsWhereWhatFollowsASkipContradictsItself() {
        rig.receiveChunks(data(DataFlags.BEGIN, rig.peerTsn + 1, 0, 0, ONE));
        rig.receiveChunks(data(DataFlags.BEGIN, rig.peerTsn + 2, 0, 1, ONE));
        rig.receiveChunks(chunk(ChunkType.FORWARD_TSN, 0, ints(rig.peerTsn)));
        assertEquals(SctpEnd.PROTOCOL_VIOLATION, rig.end);
    }

    @Test
    void shortMessagesThatNobodyTakesFillTheWindow() {
        for (int i = 0; i < 100_000; i++) {
            rig.receiveChunks(data(BOTH, rig.peerTsn + i, 0, i & 0xFFFF, ONE));
            rig.sent.clear();
        }
        assertTrue(rig.messages.size() <= 2 * Scripted.WINDOW / SctpAssociation.MESSAGE_COST, rig.messages.size() + "");
        assertEquals(rig.messages.size() - 1, cumulative());
        rig.messages.forEach(message -> rig.association.consumed(1 + SctpAssociation.MESSAGE_COST));
        assertEquals(0, rig.association.held());
    }

    @Tag("SC5")
    @Test
    void tellsOfSkippedStreamsInAsManyPacketsAsItTakes() {
        Scripted wide = new Scripted(1);
        byte[] known = parameter(Parameter.EXTENSIONS, (byte) ChunkType.FORWARD_TSN);
        byte[] cookie = wide.cookieFor(Packets.init(ChunkType.INIT, Scripted.PEER_TAG, 1 << 20, 1000, 1, known));
        wide.receive(packet(wide.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
        Delivery once = new Delivery(true, 0, Long.MAX_VALUE);
        for (int stream = 0; stream < 600; stream++) {
            wide.association.send(wide.now, stream, 53, ONE, once);
        }
        wide.association.flush(wide.now);
        wide.sent.clear();
        wide.pass(500 * MILLI);
        Set<Integer> skipped = new HashSet<>();
        for (int i = 0; i < 10 && !wide.sent.isEmpty(); i++) {
            PacketReader reader = Scripted.read(wide.sent.get(0));
            assertEquals(ChunkType.FORWARD_TSN, reader.type());
            Stream.iterate(4, at -> at < reader.length(), at -> at + 4)
                    .forEach(at -> skipped.add(reader.shortAt(reader.value() + at)));
            wide.sent.clear();
            wide.receiveChunks(sack(reader.intAt(reader.value()), 1 << 20));
        }
        assertEquals(600, skipped.size());
    }

    @Tag("SC4")
    @Test
    void measuresAgainAfterTheMessageThatItMeasuredWasGivenUp() {
        rig.association.send(rig.now, 1, 53, ONE, new Delivery(true, 0, Long.MAX_VALUE));
        rig.association.flush(rig.now);
        for (int i = 0; i < 3; i++) {
            rig.send(1100);
        }
        for (int i = 2; i <= 4; i++) {
            rig.receiveChunks(sack(rig.localTsn - 1, 1 << 20, 2, i));
        }
        assertEquals(ChunkType.FORWARD_TSN, Scripted.types(rig.last()).get(0));
        rig.receiveChunks(sack(rig.localTsn + 3, 1 << 20));
        rig.send(10);
        rig.now += 70 * MILLI;
        rig.receiveChunks(sack(rig.localTsn + 4, 1 << 20));
        assertEquals(70 * MILLI, rig.association.stats().smoothedRttNanos());
    }

    @Tag("SC4")
    @Test
    void whatIsSentAgainDoesNotWaitForAnAnswerThatMayWait() {
        rig.send(4 * 1132);
        rig.sent.clear();
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, ONE));
        assertEquals(List.of(), rig.sentTypes());
        for (int i = 2; i <= 4; i++) {
            rig.receiveChunks(sack(rig.localTsn - 1, 1 << 20, 2, i));
        }
        assertEquals(List.of(ChunkType.SACK, ChunkType.DATA), rig.sentTypes());
    }

    @Tag("SC1")
    @Test
    void whatARestartLeavesUnsentHasLeftTheBuffer() {
        rig.send(100_000);
        assertTrue(rig.unbuffered < 100_000);
        byte[] cookie = rig.cookieFor(Packets.init(ChunkType.INIT, 0x22222222, 9000, 4, 70));
        rig.receive(packet(rig.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
        assertEquals(1, rig.restarts);
        assertEquals(100_000, rig.unbuffered);
    }

    @Test
    void whatCameBeforeARestartGivesNothingBackToTheWindowAfterIt() {
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, ONE));
        byte[] cookie = rig.cookieFor(Packets.init(ChunkType.INIT, 0x22222222, 9000, 4, 70));
        rig.receive(packet(rig.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
        rig.association.consumed(1 + SctpAssociation.MESSAGE_COST);
        assertEquals(0, rig.association.held());
    }

    @Test
    void whatNobodyAcknowledgesIsNotLookedAtForEachPacket() {
        for (int i = 0; i < 20_000; i++) {
            rig.association.send(rig.now, 1, 53, new byte[1], Delivery.RELIABLE);
        }
        rig.association.flush(rig.now);
        rig.pass(Duration.ofMinutes(1).toNanos());
        byte[] heartbeat = packet(rig.localTag, chunk(ChunkType.HEARTBEAT, 0, new byte[8]));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 100_000; i++) {
                rig.receive(heartbeat);
            }
        });
        assertTrue(rig.sent.size() > 100_000);
    }

    @Test
    void piecesThatComeBackwardsCostNoMoreThanOthers() {
        int count = 300_000;
        Reassembly reassembly = new Reassembly(count, message -> {}, message -> {});
        reassembly.start(1);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int tsn = count; tsn > 1; tsn--) {
                reassembly.add(tsn, new Piece(tsn == count ? DataFlags.END : 0, 0, 0, 0, ONE));
            }
        });
        assertEquals((count - 1) * (1L + Reassembly.OVERHEAD), reassembly.held());
    }
}
