package dev.floe.sim;

import dev.floe.sctp.Delivery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One run: two associations that send each other whatever the seed says, and what must hold of it. */
final class SctpSimulation {
    private static final int STREAMS = 8;
    private static final int HEADER = 16;
    /** No more than the longest message, so that it is used up. */
    private static final int WINDOW = 1 << 18;

    private static final Duration ENOUGH = Duration.ofMinutes(20);

    private final long seed;
    private final SplittableRandom random;
    private final SctpNet net;
    private final SctpPair pair;

    SctpSimulation(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.net = SctpNet.draw(random);
        this.pair = new SctpPair(random.nextLong(), net, WINDOW);
    }

    /** What a side sends: stream by stream, in order. */
    private static final class Plan {
        final List<List<byte[]>> messages = new ArrayList<>();
        final List<Delivery> deliveries = new ArrayList<>();
    }

    /** Runs, and returns what does not hold; empty if all does. Whatever is thrown does not hold, either. */
    String run() {
        Plan fromLeft = plan(pair.left);
        Plan fromRight = plan(pair.right);
        pair.connect();
        if (!pair.runUntilIdle(ENOUGH)) {
            return fault("no rest: " + pair.left.association().stats() + " / "
                    + pair.right.association().stats());
        }
        String left = check(fromLeft, pair.right);
        return left.isEmpty() ? check(fromRight, pair.left) : left;
    }

    private String fault(String what) {
        return "seed " + seed + ", " + net + ": " + what;
    }

    private Plan plan(SctpSide side) {
        side.slowness = random.nextInt(3) == 0 ? random.nextLong(300 * SctpNet.MILLI) : 0;
        Plan plan = new Plan();
        for (int stream = 0; stream < STREAMS; stream++) {
            plan.messages.add(new ArrayList<>());
            plan.deliveries.add(delivery(stream));
        }
        int count = 1 + random.nextInt(40);
        long at = pair.schedule.now;
        for (int i = 0; i < count; i++) {
            at += random.nextInt(3) * random.nextLong(50 * SctpNet.MILLI);
            int stream = random.nextInt(STREAMS);
            List<byte[]> sent = plan.messages.get(stream);
            byte[] message = message(stream, sent.size());
            sent.add(message);
            side.sendAt(at, stream, 53, message, plan.deliveries.get(stream));
        }
        int again = random.nextInt(STREAMS);
        if (random.nextBoolean()) {
            resetAndGoOn(side, plan, again, at);
        }
        return plan;
    }

    /** The stream is reset when all that was sent there has arrived, and then used anew. */
    private void resetAndGoOn(SctpSide side, Plan plan, int stream, long at) {
        List<byte[]> sent = plan.messages.get(stream);
        byte[] message = message(stream, sent.size());
        sent.add(message);
        side.planned++;
        side.afterReset.put(stream, () -> {
            side.planned--;
            side.send(stream, 53, message, plan.deliveries.get(stream));
        });
        pair.schedule.at(at + 1, () -> side.drive(() -> side.association().reset(pair.schedule.now, stream)));
    }

    private Delivery delivery(int stream) {
        boolean ordered = stream % 2 == 0;
        return switch (stream / 2) {
            case 0 -> ordered ? Delivery.RELIABLE : Delivery.RELIABLE_UNORDERED;
            case 1 -> new Delivery(ordered, random.nextInt(3), Long.MAX_VALUE);
            case 2 -> new Delivery(ordered, Delivery.UNLIMITED, random.nextLong(1000 * SctpNet.MILLI));
            default -> new Delivery(ordered, Delivery.UNLIMITED, Long.MAX_VALUE);
        };
    }

    /** Its stream and number, and a length that follows from the bytes. */
    private byte[] message(int stream, int number) {
        int length = HEADER + (random.nextInt(4) == 0 ? random.nextInt(100_000) : random.nextInt(3000));
        byte[] message = new byte[length];
        new SplittableRandom(random.nextLong()).nextBytes(message);
        ByteBuffer.wrap(message).putInt(stream).putInt(number);
        return message;
    }

    private String check(Plan plan, SctpSide receiver) {
        boolean[][] come = new boolean[STREAMS][];
        for (int i = 0; i < STREAMS; i++) {
            come[i] = new boolean[plan.messages.get(i).size()];
        }
        int[] last = new int[STREAMS];
        Arrays.fill(last, -1);
        for (SctpSide.Arrival arrival : receiver.arrivals) {
            int stream = arrival.bytes().getInt(0);
            int number = arrival.bytes().getInt(4);
            boolean intact = stream == arrival.stream()
                    && Arrays.equals(
                            arrival.bytes().array(), plan.messages.get(stream).get(number));
            if (!intact || come[stream][number]) {
                return fault("stream " + stream + " number " + number + (intact ? " came twice" : " was changed"));
            }
            if (plan.deliveries.get(stream).ordered() && number <= last[stream]) {
                return fault("stream " + stream + " number " + number + " came after " + last[stream]);
            }
            come[stream][number] = true;
            last[stream] = number;
        }
        return missing(plan, come);
    }

    private String missing(Plan plan, boolean[][] come) {
        for (int stream = 0; stream < STREAMS; stream++) {
            Delivery delivery = plan.deliveries.get(stream);
            boolean reliable = delivery.equals(Delivery.RELIABLE) || delivery.equals(Delivery.RELIABLE_UNORDERED);
            for (int number = 0; reliable && number < come[stream].length; number++) {
                if (!come[stream][number]) {
                    return fault("stream " + stream + " number " + number + " never came");
                }
            }
        }
        return "";
    }
}
