package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The round trip is measured while pieces are sent again (RFC 9260 section 8.3). */
@Tag("SC8")
class HeartbeatsTest {
    private static final long MILLI = 1_000_000L;

    private final Scripted rig = Scripted.up();

    /** The heartbeats that were sent since, each as the answer to it. */
    private List<byte[]> answers() {
        List<byte[]> answers = new ArrayList<>();
        for (byte[] packet : rig.sent) {
            PacketReader reader = Scripted.read(packet);
            do {
                if (reader.type() == ChunkType.HEARTBEAT) {
                    byte[] value = reader.copy(reader.value(), reader.length());
                    answers.add(Packets.chunk(ChunkType.HEARTBEAT_ACK, 0, value));
                }
            } while (reader.next());
        }
        rig.sent.clear();
        return answers;
    }

    private long roundTrip() {
        return rig.association.stats().smoothedRttNanos();
    }

    private byte[] afterTimeout() {
        rig.pass(rig.association.delayNanos(rig.now));
        List<byte[]> answers = answers();
        assertEquals(1, answers.size());
        return answers.get(0);
    }

    @Test
    void followsWhatIsSentAgain() {
        rig.send(10);
        assertEquals(List.of(), answers(), "nothing was lost yet");
        rig.pass(500 * MILLI);
        assertEquals(List.of(ChunkType.DATA, ChunkType.HEARTBEAT), rig.sentTypes());
        assertEquals(2, rig.sent.size(), "control chunks come first in a packet (RFC 9260 section 6.10)");
    }

    @Test
    void doesNotMeasureAPeerThatTakesNothing() {
        rig.send(10);
        rig.receiveChunks(Packets.sack(rig.localTsn, 0));
        rig.send(10);
        answers();
        rig.pass(500 * MILLI);
        assertEquals(List.of(ChunkType.DATA), rig.sentTypes(), "a probe of its window");
    }

    @Test
    void leavesOnceMoreIfItWasRefused() {
        rig.send(10);
        rig.refuses = true;
        rig.pass(500 * MILLI);
        rig.refuses = false;
        rig.sent.clear();
        rig.pass(1);
        assertEquals(1, answers().size());
        rig.pass(1);
        assertEquals(0, answers().size());
    }

    @Test
    void isMeasuredByItsAnswer() {
        rig.send(10);
        byte[] answer = afterTimeout();
        rig.now += 70 * MILLI;
        rig.receiveChunks(answer);
        assertEquals(70 * MILLI, roundTrip());
        assertEquals(0, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
    }

    @Test
    void isNotMistakenForALaterOne() {
        rig.send(10);
        byte[] first = afterTimeout();
        rig.now += 100 * MILLI;
        afterTimeout();
        rig.receiveChunks(first);
        assertEquals(1_000 * MILLI, roundTrip(), "it was sent one timeout ago");
    }

    @Test
    void countsOnce() {
        rig.send(10);
        byte[] answer = afterTimeout();
        rig.now += 70 * MILLI;
        rig.receiveChunks(answer);
        rig.now += 500 * MILLI;
        rig.receiveChunks(answer);
        assertEquals(70 * MILLI, roundTrip());
        assertEquals(1, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
    }

    @Test
    void isRememberedWhileSevenMoreLeave() {
        byte[] first = firstOf(8);
        rig.receiveChunks(first);
        assertEquals(0, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
        assertEquals(3_000 * MILLI, roundTrip(), "the longest that counts");
    }

    @Test
    void isForgottenAfterEightMore() {
        rig.receiveChunks(firstOf(9));
        assertEquals(0, roundTrip());
        assertEquals(1, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
    }

    private byte[] firstOf(int heartbeats) {
        rig.send(10);
        byte[] first = afterTimeout();
        for (int i = 1; i < heartbeats; i++) {
            afterTimeout();
        }
        return first;
    }

    @Test
    void noAnswerIsBelievedThatWasNotAskedFor() {
        rig.send(10);
        afterTimeout();
        byte[][] forged = {
            {}, {0, 1, 0, 8}, info(-1), info(1), info(8), info(Integer.MIN_VALUE), info(Integer.MAX_VALUE), longer(),
        };
        for (byte[] value : forged) {
            rig.receiveChunks(Packets.chunk(ChunkType.HEARTBEAT_ACK, 0, value));
        }
        assertEquals(0, roundTrip());
        assertEquals(forged.length, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
    }

    private static byte[] info(int number) {
        return Packets.parameter(Parameter.HEARTBEAT_INFO, Packets.ints(number));
    }

    private static byte[] longer() {
        return Packets.parameter(Parameter.HEARTBEAT_INFO, Packets.ints(0, 0));
    }

    @Test
    void setsTheTimeoutOfAPathThatHasBecomeSlow() {
        rig.send(10);
        byte[] answer = afterTimeout();
        rig.now += 900 * MILLI;
        rig.receiveChunks(answer, Packets.sack(rig.localTsn, 1 << 20));
        rig.send(10);
        long timeout = rig.association.delayNanos(rig.now);
        assertTrue(timeout >= 2 * 900 * MILLI, timeout + " ns");
    }

    @Test
    void shortensATimeoutThatWasDoubledForALoss() {
        rig.send(10);
        byte[] answer = afterTimeout();
        assertEquals(1_000 * MILLI, rig.association.delayNanos(rig.now));
        rig.now += 10 * MILLI;
        rig.receiveChunks(answer);
        assertEquals(400 * MILLI, rig.association.delayNanos(rig.now));
    }

    @Test
    void neverPutsATimeoutOff() {
        rig.send(10);
        byte[] answer = afterTimeout();
        rig.now += 900 * MILLI;
        rig.receiveChunks(answer);
        assertEquals(100 * MILLI, rig.association.delayNanos(rig.now));
    }
}
