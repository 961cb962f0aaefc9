package dev.floe.sctp;

import static dev.floe.sctp.Packets.data;
import static dev.floe.sctp.Packets.sack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is sent, when it is sent again, and when it is given up (RFC 9260 sections 6 and 7, RFC 3758). */
@Tag("SC4")
class RetransmissionTest {
    private static final long MILLI = 1_000_000L;
    private static final int WINDOW = 1 << 20;
    private static final int PIECE = 1132;

    private final Scripted rig = Scripted.up();

    /** The TSNs that were sent since, from the first one on. */
    private List<Integer> tsns() {
        List<Integer> tsns = new ArrayList<>();
        for (byte[] packet : rig.sent) {
            PacketReader reader = Scripted.read(packet);
            do {
                if (reader.type() == ChunkType.DATA) {
                    tsns.add(reader.intAt(reader.value()) - rig.localTsn);
                }
            } while (reader.next());
        }
        rig.sent.clear();
        return tsns;
    }

    private void acknowledge(int last, int... gaps) {
        rig.receiveChunks(sack(rig.localTsn + last, WINDOW, gaps));
    }

    @Test
    void sendsTenPacketsBeforeTheFirstAnswer() {
        rig.send(100 * PIECE);
        assertEquals(10, tsns().size());
        acknowledge(1);
        assertEquals(3, tsns().size(), "two that arrived, and one more in slow start");
    }

    @Test
    void sendsAgainAfterTheTimeoutToTheNanosecond() {
        rig.send(10);
        assertEquals(List.of(0), tsns());
        for (long wait : new long[] {500, 1000, 2000, 3000, 3000}) {
            rig.pass(wait * MILLI - 1);
            assertEquals(List.of(), tsns(), wait + " ms less 1 ns");
            rig.pass(1);
            assertEquals(List.of(0), tsns(), wait + " ms");
        }
        rig.pass(1);
        assertEquals(List.of(), tsns());
        acknowledge(0);
        assertEquals(Long.MAX_VALUE, rig.association.delayNanos(rig.now));
    }

    @Test
    void sendsOnePacketAfterATimeout() {
        rig.send(100 * PIECE);
        tsns();
        rig.pass(500 * MILLI);
        assertEquals(List.of(0), tsns());
        acknowledge(0);
        assertEquals(List.of(1, 2), tsns());
    }

    @Test
    void sendsAPieceAgainThatThreeAnswersFoundMissing() {
        rig.send(9 * PIECE);
        tsns();
        acknowledge(-1, 2, 2);
        acknowledge(-1, 2, 3);
        assertEquals(List.of(), tsns());
        long before = rig.association.stats().congestionWindow();
        acknowledge(-1, 2, 4);
        assertEquals(List.of(0), tsns());
        assertEquals(before / 2, rig.association.stats().congestionWindow());
        acknowledge(-1, 2, 5);
        acknowledge(-1, 2, 6);
        acknowledge(-1, 2, 7);
        assertEquals(List.of(), tsns(), "once is enough until the timeout");
        assertEquals(1, rig.association.stats().retransmissions());
    }

    @Test
    void doesNotCountAnAnswerTwiceThatReportsNothingNew() {
        rig.send(9 * PIECE);
        tsns();
        for (int i = 0; i < 10; i++) {
            acknowledge(-1, 2, 2);
        }
        assertEquals(List.of(), tsns());
    }

    @Test
    void sendsAgainWhatThePeerTakesBack() {
        rig.send(3 * PIECE);
        tsns();
        acknowledge(-1, 2, 3);
        acknowledge(-1);
        assertEquals(3 * PIECE, rig.association.stats().inFlight());
        rig.pass(500 * MILLI);
        assertEquals(List.of(0), tsns());
    }

    @Test
    void keepsToThePeersWindowAndTriesItWhenItIsShut() {
        rig.send(PIECE);
        rig.send(PIECE);
        tsns();
        rig.receiveChunks(sack(rig.localTsn + 1, 0));
        rig.send(20 * PIECE);
        assertEquals(List.of(2), tsns(), "one, to find out");
        long window = rig.association.stats().congestionWindow();
        rig.pass(3000 * MILLI);
        assertEquals(List.of(2), tsns());
        assertEquals(window, rig.association.stats().congestionWindow(), "that says nothing about the path");
        rig.receiveChunks(sack(rig.localTsn + 2, 3 * PIECE));
        assertEquals(List.of(3, 4, 5), tsns());
    }

    @Tag("SC12")
    @Test
    void asksForAnAnswerAtOnceWhenItCannotGoOnWithoutOne() {
        rig.send(100 * PIECE);
        List<Integer> flags = rig.sent.stream()
                .map(packet -> Scripted.read(packet).flags() & DataFlags.IMMEDIATE)
                .toList();
        assertEquals(DataFlags.IMMEDIATE, flags.get(9));
        assertEquals(0, flags.get(8));
    }

    @Tag("DC7")
    @Test
    void sharesTheWayOutByPriority() {
        rig.association.prioritise(1, 256);
        rig.association.prioritise(2, 1024);
        for (int i = 0; i < 200; i++) {
            rig.association.send(rig.now, 1, 53, new byte[1000], Delivery.RELIABLE);
            rig.association.send(rig.now, 2, 53, new byte[1000], Delivery.RELIABLE);
        }
        rig.association.flush(rig.now);
        int taken = 0;
        for (int i = 0; i < 60; i++) {
            taken = Math.min(taken + 2, 399);
            acknowledge(taken - 1);
        }
        long ofSecond = rig.sent.stream()
                .map(Scripted::read)
                .filter(reader -> reader.type() == ChunkType.DATA && reader.shortAt(reader.value() + 4) == 2)
                .count();
        long share = 100 * ofSecond / rig.sent.size();
        assertTrue(share >= 70 && share <= 85, share + " %, of 80");
    }

    @Test
    void ignoresAnAnswerThatWasOvertaken() {
        rig.send(3 * PIECE);
        acknowledge(1);
        acknowledge(0);
        assertEquals(PIECE, rig.association.stats().inFlight());
        assertEquals(0, rig.drops(SctpDrop.BAD_SACK));
    }

    @Test
    void measuresTheRoundTripOfWhatWasSentOnce() {
        rig.send(10);
        rig.now += 80 * MILLI;
        acknowledge(0);
        assertEquals(80 * MILLI, rig.association.stats().smoothedRttNanos());
        rig.send(10);
        rig.pass(400 * MILLI);
        acknowledge(1);
        assertEquals(80 * MILLI, rig.association.stats().smoothedRttNanos(), "Karn's rule");
    }

    @Test
    void keepsWhatWasRefusedUntilItCanLeave() {
        rig.refuses = true;
        rig.send(3 * PIECE);
        assertEquals(0, rig.unbuffered);
        assertEquals(0, rig.association.stats().inFlight());
        rig.refuses = false;
        rig.association.flush(rig.now);
        assertEquals(List.of(0, 1, 2), tsns());
        assertEquals(3 * PIECE, rig.unbuffered);
    }

    /** However often it is asked meanwhile, as it is for each datagram that another slot takes. */
    @Test
    void triesAgainATenthOfASecondAfterItWasRefused() {
        rig.refuses = true;
        rig.send(PIECE);
        assertEquals(100 * MILLI, rig.association.delayNanos(rig.now));
        assertEquals(1, rig.association.delayNanos(rig.now + 100 * MILLI - 1));
        assertEquals(0, rig.association.delayNanos(rig.now + 100 * MILLI));
        assertEquals(0, rig.association.delayNanos(rig.now + 200 * MILLI));
        rig.refuses = false;
        rig.pass(100 * MILLI);
        assertEquals(List.of(0), tsns());
    }

    @Tag("SC5")
    @Test
    void givesUpAfterTheRetransmissionsThatAreAllowed() {
        rig.association.send(rig.now, 1, 53, new byte[10], new Delivery(true, 1, Long.MAX_VALUE));
        rig.association.flush(rig.now);
        rig.pass(500 * MILLI);
        assertEquals(List.of(0, 0), tsns());
        rig.pass(1000 * MILLI);
        PacketReader reader = Scripted.read(rig.sent.get(0));
        assertEquals(ChunkType.FORWARD_TSN, reader.type());
        assertEquals(rig.localTsn, reader.intAt(reader.value()));
        assertEquals(1 << 16, reader.intAt(reader.value() + 4), "stream 1, number 0");
        acknowledge(0);
        assertEquals(Long.MAX_VALUE, rig.association.delayNanos(rig.now));
    }

    @Tag("SC5")
    @Test
    void neverSendsWhatIsTooOldByThen() {
        rig.send(100 * PIECE);
        tsns();
        rig.association.send(rig.now, 2, 53, new byte[10], new Delivery(true, Delivery.UNLIMITED, 100 * MILLI));
        rig.pass(100 * MILLI);
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += 2;
            acknowledge(Math.min(taken - 1, 99));
            rig.association.flush(rig.now);
            if (taken >= 100) {
                break;
            }
        }
        assertTrue(rig.sent.stream().allMatch(packet -> Scripted.read(packet).shortAt(16 + 4) == 1));
        assertEquals(100 * PIECE + 10, rig.unbuffered, "all of it has left the buffer");
    }

    @Tag("SC5")
    @Test
    void tellsThePeerNotToWaitForTheRestOfAMessage() {
        rig.sendFor(100 * MILLI, 100 * PIECE);
        int sent = tsns().size();
        rig.now += 200 * MILLI;
        acknowledge(sent - 1);
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(ChunkType.FORWARD_TSN, reader.type());
        assertEquals(rig.localTsn + sent, reader.intAt(reader.value()), "one TSN stands for the rest");
        assertEquals(100 * PIECE, rig.unbuffered);
    }

    @Tag("SC5")
    @Test
    void givesUpTheRestOfAMessageWhenItsTimeIsOver() {
        rig.sendFor(100 * MILLI, 100 * PIECE);
        assertEquals(100 * MILLI, rig.association.delayNanos(rig.now));
        rig.pass(100 * MILLI - 1);
        assertEquals(1, rig.association.delayNanos(rig.now));
        assertEquals(10 * PIECE, rig.unbuffered);
        rig.pass(1);
        assertEquals(100 * PIECE, rig.unbuffered);
        assertEquals(400 * MILLI, rig.association.delayNanos(rig.now), "until what was sent is sent again");
    }

    @Tag("SC5")
    @Test
    void givesUpWhatWaitsToBeSentAgainWhenItsTimeIsOver() {
        for (int i = 0; i < 3; i++) {
            rig.sendFor(700 * MILLI, PIECE);
        }
        rig.pass(500 * MILLI);
        assertEquals(List.of(0, 1, 2, 0), tsns());
        assertEquals(200 * MILLI, rig.association.delayNanos(rig.now));
        rig.pass(200 * MILLI);
        assertEquals(800 * MILLI, rig.association.delayNanos(rig.now), "until the first is sent again");
        acknowledge(0);
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(ChunkType.FORWARD_TSN, reader.type());
        assertEquals(rig.localTsn + 2, reader.intAt(reader.value()));
    }

    @Tag("SC5")
    @Test
    void skipsWhatThePeerGivesUp() {
        byte[] one = {1};
        int both = DataFlags.BEGIN | DataFlags.END;
        rig.receiveChunks(data(DataFlags.BEGIN, rig.peerTsn, 0, 0, one));
        rig.receiveChunks(data(both, rig.peerTsn + 2, 0, 1, one));
        assertEquals(0, rig.messages.size());
        rig.receiveChunks(Packets.chunk(ChunkType.FORWARD_TSN, 0, Packets.ints(rig.peerTsn + 1, 0)));
        assertEquals(1, rig.messages.size(), "what waited behind it");
        rig.receiveChunks(data(both, rig.peerTsn + 3, 0, 2, one));
        assertEquals(2, rig.messages.size());
    }

    @Test
    void bundlesTheAnswerWithData() {
        rig.receiveChunks(data(DataFlags.BEGIN | DataFlags.END, rig.peerTsn, 0, 0, new byte[10]));
        assertEquals(List.of(), rig.sentTypes(), "it may wait for 200 ms");
        rig.send(10);
        assertEquals(List.of(ChunkType.SACK, ChunkType.DATA), rig.sentTypes());
    }

    @Test
    void acknowledgesEverySecondPacketOrAfter200Milliseconds() {
        int both = DataFlags.BEGIN | DataFlags.END;
        rig.receiveChunks(data(both, rig.peerTsn, 0, 0, new byte[10]));
        rig.receiveChunks(data(both, rig.peerTsn + 1, 0, 1, new byte[10]));
        assertEquals(List.of(ChunkType.SACK), rig.sentTypes());
        rig.receiveChunks(data(both, rig.peerTsn + 2, 0, 2, new byte[10]));
        rig.sent.clear();
        rig.pass(200 * MILLI - 1);
        assertEquals(List.of(), rig.sentTypes());
        rig.pass(1);
        assertEquals(List.of(ChunkType.SACK), rig.sentTypes());
        rig.sent.clear();
        rig.receiveChunks(data(both, rig.peerTsn + 5, 0, 5, new byte[10]));
        assertEquals(List.of(ChunkType.SACK), rig.sentTypes(), "a gap is told at once");
    }

    @Test
    void shutsTheWindowWhileMessagesWaitAndTellsWhenItOpens() {
        byte[] piece = new byte[1000];
        int both = DataFlags.BEGIN | DataFlags.END;
        int sent = 0;
        while (window() >= piece.length && sent < 2000) {
            rig.receiveChunks(data(both, rig.peerTsn + sent, 0, sent, piece));
            sent++;
            rig.receiveChunks(data(both, rig.peerTsn + sent, 0, sent, piece));
            sent++;
        }
        assertTrue(window() < piece.length);
        rig.sent.clear();
        rig.messages.forEach(message -> rig.association.consumed(message.remaining() + SctpAssociation.MESSAGE_COST));
        rig.association.flush(rig.now);
        assertEquals(Scripted.WINDOW, window());
    }

    private long window() {
        if (rig.sent.isEmpty()) {
            return Scripted.WINDOW;
        }
        PacketReader reader = Scripted.read(rig.last());
        return reader.intAt(reader.value() + 4);
    }
}
