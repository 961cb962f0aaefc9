package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.UncheckedBooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often the system is asked for datagrams, with as many waiting as a test says. */
class DatagramReadsTest {
    private static final int MOST = 64;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RecvByteBufAllocator.ExtendedHandle reads = new DatagramReads(2048).newHandle();
    private int asked;

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    /** Takes a turn as Netty's channels do, and returns how many datagrams it leaves. */
    private int turn(int waiting) {
        int left = waiting;
        reads.reset(channel.config());
        do {
            asked++;
            if (left == 0) {
                break;
            }
            left--;
            reads.lastBytesRead(100);
            reads.incMessagesRead(1);
        } while (reads.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER));
        reads.readComplete();
        return left;
    }

    @Test
    void asksOnceForEachThatComesAlone() {
        for (int i = 0; i < 80; i++) {
            assertEquals(0, turn(1));
        }
        assertEquals(80 + 80 / 8, asked);
    }

    @Test
    void takesABurstAtOnceAfterAFewTurns() {
        int left = 1000;
        for (int i = 0; i < 8; i++) {
            left = turn(left);
        }
        assertEquals(1000 - 7 - MOST, left);
        left = turn(left);
        assertEquals(1000 - 7 - 2 * MOST, left);
    }

    @Test
    void goesOnToTheEndWhileThereIsMoreThanOne() {
        for (int i = 0; i < 8; i++) {
            turn(2);
        }
        asked = 0;
        for (int i = 0; i < 10; i++) {
            assertEquals(0, turn(3));
        }
        assertEquals(40, asked);
    }

    @Test
    void findsOutWhenTheyComeAloneAgain() {
        for (int i = 0; i < 8; i++) {
            turn(2);
        }
        turn(1);
        asked = 0;
        turn(1);
        assertEquals(1, asked);
    }

    @Test
    void offersRoomForTheLargestDatagram() {
        assertEquals(2048, reads.guess());
    }
}
