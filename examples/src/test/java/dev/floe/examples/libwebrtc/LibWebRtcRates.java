package dev.floe.examples.libwebrtc;

import com.sun.management.ThreadMXBean;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Rates;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.dtls.BouncyCastleDtls;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How fast data channels are between libwebrtc and Floe, in this JVM over real sockets. By hand; see docs/benchmarks.md. */
class LibWebRtcRates {
    private static final int ROUNDS = Integer.getInteger("floe.rates.rounds", 5);
    private static final long BYTES = 64L << 20;
    private static final long MOST_BUFFERED = 1 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void measures() throws Exception {
        LibWebRtcPeer peer = new LibWebRtcPeer();
        try (PeerSessions peers = PeerSessions.builder()
                .address(ServerOptions.parse(List.of()).address())
                .dtls(BouncyCastleDtls.selfSigned())
                .build()) {
            PeerSession session = peers.accept(peer.offer(), new Rates())
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            peer.accept(session.answer());
            session.secured().toCompletableFuture().get(20, TimeUnit.SECONDS);
            for (int round = 0; round < ROUNDS; round++) {
                for (int size : new int[] {1024, 16_384, 60_000}) {
                    int count = (int) Math.min(BYTES / size, 30_000);
                    measure(peer, round, "sink", size, count);
                    measure(peer, round, "source", size, count);
                }
            }
        } finally {
            peer.close();
        }
    }

    private static void measure(LibWebRtcPeer peer, int round, String what, int size, int count) throws Exception {
        long allocated = allocated();
        long start = System.nanoTime();
        Channel channel = peer.open(what + " " + size + " " + count).awaitOpen();
        if (what.equals("sink")) {
            Channel.Received message = new Channel.Received(true, ByteBuffer.allocate(size));
            for (int i = 0; i < count; i++) {
                channel.awaitRoom(MOST_BUFFERED);
                channel.send(message);
            }
            channel.next();
        } else {
            for (int i = 0; i < count; i++) {
                channel.next();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d %s %d: %.0f messages/s, %.1f MB/s, %d B allocated a message%n",
                round, what, size, count / seconds, count / seconds * size / 1e6, (allocated() - allocated) / count);
        channel.close();
        channel.awaitClosed();
    }

    /** Returns what the event loops have allocated. */
    private static long allocated() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("floe-loop"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
