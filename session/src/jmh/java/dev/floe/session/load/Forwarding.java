package dev.floe.session.load;

import com.sun.management.ThreadMXBean;
import dev.floe.session.Transport;
import dev.floe.slot.Fingerprint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A media datagram from the socket to the slot and back out, beside an echo on Netty alone: what it costs the event
 * loop's thread in CPU time and in garbage. Both live in this JVM and take turns; a turn is many bursts, each of which
 * is sent whole and then awaited whole.
 */
public final class Forwarding {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int DATAGRAM_BYTES = 1200;
    private static final byte MEDIA = (byte) 128;

    private final Transport transport;
    private final int burst;
    private final int repeats;
    private final long turnNanos;

    private Forwarding(Options options) {
        this.transport = options.transport();
        this.burst = options.number("burst", 16);
        this.repeats = options.number("repeats", 11);
        this.turnNanos = TimeUnit.MILLISECONDS.toNanos(options.number("millis", 1000));
    }

    public static void main(String[] args) throws Exception {
        new Forwarding(new Options(args, "transport", "burst", "repeats", "millis")).run();
    }

    private void run() throws Exception {
        try (Subject floe = new FloeSubject(transport, 1, 1, Fingerprint.sha256(new byte[32]));
                Subject bare = new BareNetty(transport, 1);
                Echoed throughFloe = new Echoed(floe, "floe-loop");
                Echoed throughNetty = new Echoed(bare, "bare-loop")) {
            for (int i = 0; i < 5; i++) { // the compiler's turns
                throughFloe.turn();
                throughNetty.turn();
            }
            double[][] cpu = new double[3][repeats];
            double[][] garbage = new double[2][repeats];
            for (int i = 0; i < repeats; i++) {
                Cost ours = throughFloe.turn();
                Cost theirs = throughNetty.turn();
                cpu[0][i] = ours.nanos;
                cpu[1][i] = theirs.nanos;
                cpu[2][i] = ours.nanos / theirs.nanos;
                garbage[0][i] = ours.bytes;
                garbage[1][i] = theirs.bytes;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, bursts of %d, medians of %d turns: Floe %.0f ns, bare Netty %.0f ns, ratio %.3f (%.3f to %.3f);"
                            + " garbage: Floe %.1f B, bare Netty %.1f B; lost: %d and %d%n",
                    transport,
                    burst,
                    repeats,
                    median(cpu[0]),
                    median(cpu[1]),
                    median(cpu[2]),
                    cpu[2][0],
                    cpu[2][repeats - 1],
                    median(garbage[0]),
                    median(garbage[1]),
                    throughFloe.lost,
                    throughNetty.lost);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** What one packet cost the loop's thread. */
    private record Cost(double nanos, double bytes) {}

    /** One peer's socket and what echoes. */
    private final class Echoed implements AutoCloseable {
        private final ControllingPeer.Tools tools = new ControllingPeer.Tools();
        private final ByteBuffer media =
                ByteBuffer.allocateDirect(DATAGRAM_BYTES).put(0, MEDIA);
        private final byte[] bytes = new byte[2048];
        private final java.net.DatagramPacket received = new java.net.DatagramPacket(bytes, bytes.length);
        private final ControllingPeer peer;
        private final long loop;
        private long nextCheckAt;
        private long lost;

        Echoed(Subject subject, String loopName) throws Exception {
            Endpoint endpoint = subject.open(1).get(0);
            peer = new ControllingPeer(
                    tools, new java.net.InetSocketAddress("127.0.0.1", endpoint.port()), endpoint.credentials());
            peer.channel.socket().setSoTimeout(200);
            nextCheckAt = System.nanoTime();
            while (!subject.connected().isDone()) {
                check();
                receive();
            }
            loop = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith(loopName))
                    .findFirst()
                    .orElseThrow()
                    .getId();
        }

        Cost turn() throws IOException {
            long end = System.nanoTime() + turnNanos;
            exchange();
            long cpu = THREADS.getThreadCpuTime(loop);
            long allocated = THREADS.getThreadAllocatedBytes(loop);
            long packets = 0;
            while (end - System.nanoTime() > 0) {
                packets += exchange();
            }
            return new Cost(
                    (double) (THREADS.getThreadCpuTime(loop) - cpu) / packets,
                    (double) (THREADS.getThreadAllocatedBytes(loop) - allocated) / packets);
        }

        private int exchange() throws IOException {
            check();
            for (int i = 0; i < burst; i++) {
                peer.send(media.clear());
            }
            int back = 0;
            while (back < burst) {
                int came = receive();
                if (came < 0) {
                    lost += burst - back;
                    return back;
                }
                back += came;
            }
            return back;
        }

        private void check() throws IOException {
            long now = System.nanoTime();
            if (nextCheckAt - now <= 0) {
                nextCheckAt = now + TimeUnit.MILLISECONDS.toNanos(2500);
                peer.check(now);
            }
        }

        /** Returns 1 for media, 0 for STUN, -1 if nothing comes. */
        private int receive() throws IOException {
            try {
                received.setLength(bytes.length);
                peer.channel.socket().receive(received);
            } catch (SocketTimeoutException nothing) {
                return -1;
            }
            if (bytes[0] == MEDIA) {
                return 1;
            }
            peer.take(ByteBuffer.wrap(bytes, 0, received.getLength()));
            return 0;
        }

        @Override
        public void close() throws IOException {
            peer.close();
        }
    }
}
