package dev.floe.sctp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A message from one association to another in the same thread: sent, carried, put together, acknowledged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(5)
public class SctpBenchmark {
    /** Bytes of a message. */
    @Param({"64", "1024", "16384", "65536"})
    public int size;

    private final End left = new End();
    private final End right = new End();
    private byte[] message = {};
    private long now;

    /** One end; its packets wait in the other's inbox, in buffers that are used again. */
    private static final class End implements SctpOutput {
        final SctpAssociation association =
                new SctpAssociation(new SctpConfig(5000, 5000, 1163, 1 << 20, 262_144, new Random(1)), this);

        final Queue<ByteBuffer> inbox = new ArrayDeque<>();
        final Queue<ByteBuffer> free = new ArrayDeque<>();
        End other = this;
        int received;

        @Override
        public boolean send(long now, ByteBuffer packet) {
            ByteBuffer spare = free.poll();
            ByteBuffer copy = spare == null ? ByteBuffer.allocate(2048) : spare;
            copy.clear().put(packet.duplicate()).flip();
            other.inbox.add(copy);
            return true;
        }

        boolean takeAll(long now) {
            boolean any = false;
            for (ByteBuffer packet = inbox.poll(); packet != null; packet = inbox.poll()) {
                association.onPacket(now, packet);
                association.flush(now);
                other.free.add(packet);
                any = true;
            }
            return any;
        }

        @Override
        public void onEstablished() {}

        @Override
        public void onMessage(int stream, int ppid, ByteBuffer message) {
            received += message.remaining() + SctpAssociation.MESSAGE_COST;
        }

        @Override
        public void onUnbuffered(int stream, int bytes) {}

        @Override
        public void onPeerReset(int stream) {}

        @Override
        public void onReset(int stream) {}

        @Override
        public void onRestarted() {}

        @Override
        public void onClosed(SctpEnd end) {}
    }

    /** Sets the association up. */
    @Setup
    public void connect() {
        left.other = right;
        right.other = left;
        message = new byte[size];
        left.association.connect(now);
        left.association.flush(now);
        settle();
    }

    private void settle() {
        boolean any = true;
        while (any) {
            any = right.takeAll(now);
            any |= left.takeAll(now);
        }
    }

    /** One message; returns how many bytes have come. */
    @Benchmark
    public int message() {
        now += 1_000_000;
        left.association.send(now, 1, 53, message, Delivery.RELIABLE);
        left.association.flush(now);
        settle();
        int received = right.received;
        right.association.consumed(received);
        right.received = 0;
        return received;
    }
}
