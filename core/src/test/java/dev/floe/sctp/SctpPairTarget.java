package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.fuzz.Script;
import dev.floe.sim.NearTheEnd;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two associations that keep the rules, and a network that keeps none: the input says what is sent, and which packet
 * arrives when, or twice, or never. Then the network is mended, and everything reliable must arrive.
 */
public final class SctpPairTarget {
    private static final int STREAMS = 6;
    private static final int HEADER = 8;
    private static final long MILLI = 1_000_000L;
    private static final int ENOUGH_ROUNDS = 2_000;
    private static final int MOST_UNDER_WAY = 200;
    /** Less than a cookie lives: where one goes stale while the other side comes up, both begin again, and may lose what waits. */
    private static final long MOST_UNMENDED = 50_000 * MILLI;

    private final Script script;
    private long passed;
    private final End left;
    private final End right;

    private SctpPairTarget(Script script) {
        this.script = script;
        left = new End(script.next());
        right = new End(script.next());
        right.rig.now = left.rig.now;
        left.other = right;
        right.other = left;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        new SctpPairTarget(new Script(input)).run();
    }

    private void run() {
        left.connect();
        if (script.flag()) {
            right.connect();
        }
        while (script.hasMore()) {
            step(script.flag() ? left : right);
        }
        mend();
        left.checkArrived();
        right.checkArrived();
    }

    private void step(End end) {
        switch (script.below(12)) {
            case 0, 1, 2 -> end.deliver(script.next(), false);
            case 3 -> end.deliver(script.next(), true);
            case 4 -> end.lose(script.next());
            case 5, 6 -> end.send(script.below(STREAMS), script.next());
            case 7 -> passUnmended(script.next() * MILLI);
            case 8 -> passUnmended(script.next() * (20 * MILLI));
            case 9 -> end.rig.refuses = script.flag();
            case 10 -> end.consume();
            default -> end.deliverAll();
        }
        left.check();
        right.check();
    }

    private void passUnmended(long nanos) {
        if (passed + nanos < MOST_UNMENDED) {
            pass(nanos);
        }
    }

    private void pass(long nanos) {
        passed += nanos;
        left.rig.pass(nanos);
        right.rig.pass(nanos);
    }

    /** Nothing is lost any more, and nobody is slow. */
    private void mend() {
        left.rig.refuses = false;
        right.rig.refuses = false;
        for (int round = 0; round < ENOUGH_ROUNDS; round++) {
            left.deliverAll();
            right.deliverAll();
            left.consume();
            right.consume();
            long delay = Math.min(left.delay(), right.delay());
            if (left.underWay.isEmpty()
                    && right.underWay.isEmpty()
                    && left.rig.sent.isEmpty()
                    && delay == Long.MAX_VALUE) {
                return;
            }
            pass(delay == Long.MAX_VALUE ? 0 : delay);
            left.check();
            right.check();
        }
        throw new AssertionError("no rest: " + left.rig.association.stats() + " / " + right.rig.association.stats());
    }

    /** One side, and what is on its way to the other. */
    private static final class End {
        final Scripted rig;
        final Deque<byte[]> underWay = new ArrayDeque<>();

        @Nullable
        End other;

        private int unconsumed;
        private final Map<Integer, List<byte[]>> sent = new HashMap<>();
        private final Map<Integer, List<Integer>> arrived = new HashMap<>();

        End(int seed) {
            rig = new Scripted(new NearTheEnd(seed));
        }

        void connect() {
            rig.association.connect(rig.now);
            rig.association.flush(rig.now);
        }

        long delay() {
            return rig.association.delayNanos(rig.now);
        }

        private static Delivery delivery(int stream) {
            return switch (stream) {
                case 0, 1 -> Delivery.RELIABLE;
                case 2, 3 -> Delivery.RELIABLE_UNORDERED;
                case 4 -> new Delivery(true, 1, Long.MAX_VALUE);
                default -> new Delivery(false, Delivery.UNLIMITED, 200 * MILLI);
            };
        }

        void send(int stream, int size) {
            List<byte[]> before = sent(stream);
            byte[] message = new byte[HEADER + size * (1 + size % 40)];
            Arrays.fill(message, (byte) size);
            ByteBuffer.wrap(message).putInt(stream).putInt(before.size());
            before.add(message.clone());
            rig.association.send(rig.now, stream, 53, message, delivery(stream));
            rig.association.flush(rig.now);
        }

        private List<byte[]> sent(int stream) {
            return sent.computeIfAbsent(stream, any -> new ArrayList<>());
        }

        /** Lets the packet with this number arrive, or another if there are fewer. */
        void deliver(int which, boolean twice) {
            collect();
            if (!underWay.isEmpty()) {
                byte[] packet = take(which);
                other().rig.receive(packet);
                if (twice) {
                    underWay.addLast(packet);
                }
            }
        }

        void lose(int which) {
            collect();
            if (!underWay.isEmpty()) {
                take(which);
            }
        }

        void deliverAll() {
            collect();
            while (!underWay.isEmpty()) {
                other().rig.receive(underWay.removeFirst());
            }
            other().read();
        }

        private End other() {
            if (other == null) {
                throw new AssertionError("alone");
            }
            return other;
        }

        private void collect() {
            underWay.addAll(rig.sent);
            rig.sent.clear();
            while (underWay.size() > MOST_UNDER_WAY) {
                underWay.removeLast();
            }
        }

        private byte[] take(int which) {
            for (int back = which % underWay.size(); back > 0; back--) {
                underWay.addLast(underWay.removeFirst());
            }
            return underWay.removeFirst();
        }

        void consume() {
            read();
            rig.association.consumed(unconsumed);
            rig.association.flush(rig.now);
            unconsumed = 0;
        }

        private void read() {
            for (ByteBuffer message : rig.messages) {
                int stream = message.getInt(0);
                int number = message.getInt(4);
                unconsumed += message.remaining();
                assertEquals(ByteBuffer.wrap(other().sent(stream).get(number)), message, "intact");
                List<Integer> before = arrived.computeIfAbsent(stream, any -> new ArrayList<>());
                assertTrue(!before.contains(number), "came twice");
                boolean inOrder = before.isEmpty() || before.get(before.size() - 1) < number;
                assertTrue(!delivery(stream).ordered() || inOrder, "out of order");
                before.add(number);
            }
            rig.messages.clear();
        }

        void check() {
            read();
            assertTrue(delay() >= 0, "a delay is never negative");
            assertTrue(rig.association.held() <= 2L * Scripted.WINDOW);
            assertNull(rig.end, "the association ended");
            assertEquals(0, rig.restarts);
            collect();
        }

        void checkArrived() {
            for (Map.Entry<Integer, List<byte[]>> stream : other().sent.entrySet()) {
                int count = arrived.getOrDefault(stream.getKey(), List.of()).size();
                assertTrue(
                        count == stream.getValue().size()
                                || !delivery(stream.getKey()).isReliable(),
                        () -> "of stream " + stream.getKey() + " only " + count + " came");
            }
        }
    }
}
