package dev.floe.sctp;

import static dev.floe.sctp.Packets.chunk;
import static dev.floe.sctp.Packets.sack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a peer that answers wrongly, late or never can make the sending side keep, do or forget. */
@Tag("SC4")
class SendingBoundsTest {
    private static final long MILLI = 1_000_000L;
    private static final int WINDOW = 1 << 20;
    private static final int PIECE = 1132;

    private final Scripted rig = Scripted.up();

    private void acknowledge(int last, int... gaps) {
        rig.receiveChunks(sack(rig.localTsn + last, WINDOW, gaps));
    }

    @Test
    void anAnswerToWhatHasATsnButNeverLeftIsBad() {
        rig.refuses = true;
        rig.send(2 * PIECE);
        acknowledge(0);
        acknowledge(-1, 1, 1);
        assertEquals(2, rig.drops(SctpDrop.BAD_SACK));
        rig.refuses = false;
        rig.association.flush(rig.now);
        assertEquals(2 * PIECE, rig.unbuffered, "all of it leaves the buffer, when it leaves");
        acknowledge(1);
        assertEquals(2, rig.drops(SctpDrop.BAD_SACK));
        assertEquals(0, rig.association.stats().inFlight());
    }

    @Tag("SC5")
    @Test
    void anAnswerToWhatStandsForTheRestOfAMessageIsGood() {
        rig.sendFor(100 * MILLI, 100 * PIECE);
        int sent = rig.sent.size();
        rig.now += 200 * MILLI;
        acknowledge(sent - 1);
        acknowledge(sent);
        assertEquals(0, rig.drops(SctpDrop.BAD_SACK));
        assertEquals(Long.MAX_VALUE, rig.association.delayNanos(rig.now));
    }

    @Tag("SC5")
    @Test
    void keepsNoBytesOfWhatItHasGivenUp() {
        SendQueue queue = new SendQueue();
        InFlight flight = new InFlight();
        flight.start(-3);
        Abandonment abandonment = new Abandonment(queue, flight, (stream, bytes) -> {});
        abandonment.start(-4, true);
        queue.add(0, 1, 53, new byte[100_000], new Delivery(true, Delivery.UNLIMITED, 100));
        OutMessage message = queue.next();
        assertTrue(message != null);
        queue.take(message, 1000);
        message.firstTsn = flight.add(message, 0, 1000);
        message.lastTsn = message.firstTsn;
        flight.sent(message.firstTsn);
        abandonment.abandonOverdue(99);
        assertEquals(100_000, message.bytes.length);
        abandonment.abandonOverdue(100);
        assertEquals(0, message.bytes.length);
        assertEquals(InFlight.ABANDONED, flight.state(message.firstTsn));
        assertEquals(message.firstTsn + 1, message.lastTsn);
    }

    @Tag("DC7")
    @Test
    void veryShortMessagesOfAHighPriorityLeaveOthersTheirShare() {
        SendQueue queue = new SendQueue();
        queue.prioritise(1, 0xFFFF);
        queue.prioritise(2, 0x8000);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            queue.add(0, 1, 53, new byte[1], Delivery.RELIABLE);
            queue.add(0, 2, 53, new byte[1], Delivery.RELIABLE);
        }
        for (int i = 0; i < 30; i++) {
            OutMessage next = queue.next();
            assertTrue(next != null);
            order.add(next.stream.id);
            queue.take(next, 1);
        }
        long second = order.stream().filter(id -> id == 2).count();
        assertTrue(second >= 9 && second <= 11, second + " of 30, a third is its share");
    }

    @Tag("SC6")
    @Test
    void manyStreamsThatWaitForTheirResetCostNothingAPacket() {
        int streams = 30_000;
        Scripted wide = new Scripted(2);
        byte[] cookie = wide.cookieFor(Packets.init(
                ChunkType.INIT,
                Scripted.PEER_TAG,
                WINDOW,
                0xFFFF,
                wide.peerTsn,
                Packets.parameter(Parameter.EXTENSIONS, (byte) ChunkType.RE_CONFIG, (byte) ChunkType.FORWARD_TSN)));
        wide.receive(Packets.packet(wide.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
        for (int stream = 0; stream < streams; stream++) {
            wide.association.send(wide.now, stream, 53, new byte[1], Delivery.RELIABLE);
            wide.association.reset(wide.now, stream);
        }
        byte[] again = Packets.packet(wide.localTag, sack(wide.localTsn - 1, WINDOW));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 50_000; i++) {
                wide.receive(again);
            }
        });
    }

    @Tag("SC6")
    @Test
    void asksNoPeerForAResetThatDoesNotKnowIt() {
        Scripted plain = new Scripted(3);
        byte[] cookie = plain.cookieFor(
                Packets.init(ChunkType.INIT, Scripted.PEER_TAG, WINDOW, 16, plain.peerTsn, new byte[0]));
        plain.receive(Packets.packet(plain.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
        plain.sent.clear();
        plain.association.reset(plain.now, 1);
        plain.association.flush(plain.now);
        assertEquals(List.of(), plain.sentTypes());
        assertEquals(List.of(1), plain.resets, "it has ended");
        assertEquals(Long.MAX_VALUE, plain.association.delayNanos(plain.now));
    }

    @Tag("SC8")
    @Test
    void anAnswerThatIsLongerThanAPacketHoldsUpNoOther() {
        Scripted narrow = new Scripted(new Random(4), 512);
        narrow.setUp();
        narrow.receiveChunks(chunk(ChunkType.HEARTBEAT, 0, new byte[500]));
        narrow.sent.clear();
        narrow.receiveChunks(chunk(ChunkType.HEARTBEAT, 0, new byte[8]));
        assertEquals(List.of(ChunkType.HEARTBEAT_ACK), narrow.sentTypes());
    }

    @Test
    void aLongSilenceShrinksTheWindowAndLetsItGrowAgainFast() {
        rig.send(400 * PIECE);
        for (int last = 1; last < 400; last += 2) {
            acknowledge(Math.min(last, 399));
        }
        long before = rig.association.stats().congestionWindow();
        assertTrue(before > 40 * PIECE, before + " bytes");
        rig.now += 400 * MILLI - 1;
        rig.send(1);
        assertEquals(before, rig.association.stats().congestionWindow(), "1 ns less than a timeout");
        acknowledge(400);
        rig.now += 400 * MILLI;
        rig.send(1);
        assertEquals(before / 2, rig.association.stats().congestionWindow());
        acknowledge(401);
        rig.now += 4000 * MILLI;
        rig.send(1);
        assertEquals(4 * PIECE, rig.association.stats().congestionWindow(), "and no less");
    }
}
