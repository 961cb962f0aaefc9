package dev.floe.sim;

import dev.floe.sctp.Delivery;
import dev.floe.sctp.SctpAssociation;
import dev.floe.sctp.SctpConfig;
import dev.floe.sctp.SctpEnd;
import dev.floe.sctp.SctpOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One end of a simulated association, driven as a shell drives it. */
final class SctpSide implements SctpOutput {
    /** What was handed over. */
    record Arrival(int stream, int ppid, ByteBuffer bytes) {}

    private static final long SECOND = 1_000 * SctpNet.MILLI;
    private static final long RETRY = 5 * SctpNet.MILLI;

    final List<Arrival> arrivals = new ArrayList<>();
    final List<Integer> peerResets = new ArrayList<>();
    final List<Integer> resets = new ArrayList<>();
    /** What is done when a stream was reset. */
    final Map<Integer, Runnable> afterReset = new HashMap<>();

    /** How many messages are still to be sent. */
    int planned;

    long sentBytes;
    long unbufferedBytes;
    int packets;
    int restarts;
    boolean established;

    @Nullable
    SctpEnd end;
    /** How long a message is held before the window gets it back. */
    long slowness;

    private final Schedule schedule;
    private final SplittableRandom random;
    private final SctpNet net;
    private final SctpAssociation association;
    private Consumer<byte[]> way = packet -> {};
    private long timer;
    private long lineFreeAt;

    SctpSide(Schedule schedule, SplittableRandom random, SctpNet net, int receiveWindow) {
        this.schedule = schedule;
        this.random = random;
        this.net = net;
        this.lineFreeAt = schedule.now;
        Random tags = random.nextBoolean() ? new Random(random.nextLong()) : new NearTheEnd(random.nextLong());
        this.association = new SctpAssociation(new SctpConfig(5000, 5000, 1163, receiveWindow, 262_144, tags), this);
    }

    void joinTo(SctpSide other) {
        way = packet -> net.carry(schedule, random, packet, other::arrive);
    }

    /** A line that loses nothing, and carries one packet after the other. */
    void joinTo(SctpSide other, int bytesPerSecond) {
        way = packet -> {
            long wait = Math.max(0, lineFreeAt - schedule.now) + packet.length * SECOND / bytesPerSecond;
            lineFreeAt = schedule.now + wait;
            schedule.in(wait, () -> net.carry(schedule, random, packet, other::arrive));
        };
    }

    SctpAssociation association() {
        return association;
    }

    void arrive(byte[] packet) {
        drive(() -> association.onPacket(schedule.now, ByteBuffer.wrap(packet)));
    }

    void sendAt(long time, int stream, int ppid, byte[] message, Delivery delivery) {
        planned++;
        schedule.at(time, () -> {
            planned--;
            send(stream, ppid, message, delivery);
        });
    }

    void send(int stream, int ppid, byte[] message, Delivery delivery) {
        sentBytes += message.length;
        drive(() -> association.send(schedule.now, stream, ppid, message, delivery));
    }

    void drive(Runnable input) {
        input.run();
        association.flush(schedule.now);
        long delay = association.delayNanos(schedule.now);
        long mine = ++timer;
        if (delay != Long.MAX_VALUE) {
            schedule.in(delay, () -> {
                if (mine == timer) {
                    drive(() -> association.onTimeout(schedule.now));
                }
            });
        }
    }

    @Override
    public boolean send(long now, ByteBuffer packet) {
        if (net.refuses(random)) {
            schedule.in(RETRY, () -> drive(() -> {}));
            return false;
        }
        packets++;
        byte[] bytes = new byte[packet.remaining()];
        packet.duplicate().get(bytes);
        way.accept(bytes);
        return true;
    }

    @Override
    public void onEstablished() {
        established = true;
    }

    @Override
    public void onMessage(int stream, int ppid, ByteBuffer message) {
        arrivals.add(new Arrival(stream, ppid, message));
        schedule.in(
                slowness, () -> drive(() -> association.consumed(message.capacity() + SctpAssociation.MESSAGE_COST)));
    }

    @Override
    public void onUnbuffered(int stream, int bytes) {
        unbufferedBytes += bytes;
    }

    @Override
    public void onPeerReset(int stream) {
        peerResets.add(stream);
    }

    @Override
    public void onReset(int stream) {
        resets.add(stream);
        Runnable next = afterReset.remove(stream);
        if (next != null) {
            schedule.in(0, next);
        }
    }

    @Override
    public void onRestarted() {
        restarts++;
    }

    @Override
    public void onClosed(SctpEnd how) {
        end = how;
    }
}
