package dev.floe.examples.support;

import java.net.DatagramPacket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One direction of a network, with its weather. The same seed makes the same decisions for the same row of datagrams. */
final class FaultyWay {
    private static final long LONGEST_QUEUE_NANOS = 500_000_000;

    private final Random random;
    private final Executor thread;
    private Weather weather = Weather.CALM;
    private long freeAt = System.nanoTime();
    private long carried;
    private long lost;

    FaultyWay(long seed, Executor thread) {
        this.random = new Random(seed);
        this.thread = thread;
    }

    synchronized void weather(Weather now) {
        weather = now;
    }

    /** Carries a datagram, or does not; {@code out} is called at once or later, on another thread. */
    void carry(DatagramPacket packet, Consumer<DatagramPacket> out) {
        for (long delay : decide(packet)) {
            if (delay == 0) {
                out.accept(packet);
            } else {
                DatagramPacket copy =
                        new DatagramPacket(packet.getData().clone(), packet.getLength(), packet.getSocketAddress());
                CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS, thread)
                        .execute(() -> out.accept(copy));
            }
        }
    }

    /** Returns when it arrives, in nanoseconds from now: never, once or twice. */
    private synchronized long[] decide(DatagramPacket packet) {
        long queued = queue(packet.getLength());
        if (random.nextDouble() < weather.lost() || queued > LONGEST_QUEUE_NANOS) {
            lost++;
            return new long[0];
        }
        carried++;
        if (random.nextDouble() < weather.spoilt()) {
            int bit = random.nextInt(8 * packet.getLength());
            packet.getData()[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return random.nextDouble() < weather.doubled()
                ? new long[] {travel(queued), travel(queued)}
                : new long[] {travel(queued)};
    }

    private long queue(int bytes) {
        long now = System.nanoTime();
        long begun = freeAt - now > 0 ? freeAt : now;
        if (begun - now <= LONGEST_QUEUE_NANOS) {
            freeAt = begun + 1_000_000L * bytes / weather.kilobytesPerSecond();
        }
        return begun - now;
    }

    private long travel(long queued) {
        return queued
                + 1_000_000L * weather.delayMillis()
                + (long) (1_000_000L * weather.jitterMillis() * random.nextDouble());
    }

    /** Returns the share that was lost, in words. */
    synchronized String losses() {
        return lost + " of " + (carried + lost) + " lost";
    }
}
