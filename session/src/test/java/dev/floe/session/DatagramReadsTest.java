package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.Future;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    private void turns(int count, int waiting) {
        for (int i = 0; i < count; i++) {
            turn(waiting);
        }
    }

    @Test
    void asksOnceForEachThatComesAloneButNowAndThen() {
        turns(8, 1);
        assertEquals(16, asked);
        turns(80, 1);
        assertEquals(16 + 80 + 80 / 8, asked);
    }

    @Test
    void findsOutThatThereIsMoreWithinEightTurns() {
        turns(16, 1);
        int left = 1000;
        for (int i = 0; i < 8; i++) {
            left = turn(left);
        }
        assertEquals(1000 - 7 - MOST, left);
        assertEquals(1000 - 7 - 2 * MOST, turn(left));
    }

    @Test
    void takesBurstsAtOnceThatComeBetweenOthers() {
        for (int i = 0; i < 20; i++) {
            turns(7, 1);
            assertEquals(0, turn(6));
        }
    }

    /** What a turn leaves wakes the loop again, as long as there is any. */
    @ParameterizedTest
    @EnumSource
    void losesNothingOnARealSocket(Sockets sockets) throws Exception {
        IoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, sockets.ioHandlers());
        EventLoop loop = (EventLoop) group.next();
        Told told = new Told();
        UdpSocket receiver = sockets.open(InetAddress.getLoopbackAddress());
        try (DatagramSocket sender = new DatagramSocket()) {
            loop.register(receiver.channel()).sync();
            receiver.channel()
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync();
            loop.submit(() -> receiver.readInto(ByteBuffer.allocateDirect(reads.guess()), told))
                    .sync();
            for (int burst : new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 100, 7, 1, 100}) {
                CountDownLatch sent = new CountDownLatch(1);
                Future<?> held = loop.submit(() -> {
                    sent.await();
                    return null;
                });
                for (byte i = 0; i < burst; i++) {
                    sender.send(new java.net.DatagramPacket(new byte[] {i}, 1, receiver.localAddress()));
                }
                sent.countDown();
                held.sync();
                for (byte i = 0; i < burst; i++) {
                    assertEquals(i, told.next().content().get());
                }
            }
        } finally {
            Await.closed(receiver);
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void offersRoomForTheLargestDatagram() {
        assertEquals(2048, reads.guess());
    }
}
