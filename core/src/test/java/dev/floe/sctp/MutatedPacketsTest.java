package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packets of a real exchange, changed at random and sealed again, in every state: nothing may be thrown or pile up. */
@Tag("SC2")
class MutatedPacketsTest {
    private static final int ROUNDS = Integer.getInteger("floe.sctp.mutations", 3_000);
    private static final int PACKETS = 60;
    private static final int MOST_ANSWERS = 200;

    private final SplittableRandom random = new SplittableRandom(20_261_123);

    @Test
    void neitherThrowsNorHoldsMoreThanItMay() {
        for (int round = 0; round < ROUNDS; round++) {
            Scripted left = new Scripted(round);
            Scripted right = new Scripted(round + 1_000_000L);
            right.now = left.now;
            left.association.connect(left.now);
            left.association.flush(left.now);
            int stages = random.nextInt(12);
            for (int i = 0; i < stages; i++) {
                exchange(left, right, i);
            }
            attack(left, right, round);
        }
    }

    /** One step of a life: set up, then data both ways, a reset, a shutdown. */
    private static void exchange(Scripted left, Scripted right, int stage) {
        if (stage == 4) {
            left.association.send(left.now, 0, 53, new byte[5000], new Delivery(true, 0, Long.MAX_VALUE));
            right.association.send(right.now, 1, 53, new byte[5000], Delivery.RELIABLE_UNORDERED);
        } else if (stage == 7) {
            left.association.reset(left.now, 0);
        } else if (stage == 9) {
            left.association.shutdown(left.now);
        }
        left.pass(0);
        right.pass(0);
        deliver(left, right);
        deliver(right, left);
    }

    private static void deliver(Scripted from, Scripted to) {
        List<byte[]> packets = new ArrayList<>(from.sent);
        from.sent.clear();
        packets.forEach(to::receive);
    }

    private void attack(Scripted victim, Scripted other, int round) {
        victim.association.flush(victim.now);
        List<byte[]> genuine = new ArrayList<>(other.sent);
        genuine.addAll(victim.sent);
        genuine.add(Packets.packet(0, victim.init()));
        for (int i = 0; i < PACKETS; i++) {
            victim.sent.clear();
            byte[] packet = genuine.get(random.nextInt(genuine.size())).clone();
            victim.receive(mutate(packet));
            victim.pass(random.nextLong(1_000_000_000L));
            assertTrue(victim.sent.size() < MOST_ANSWERS, () -> "round " + round + ": too many answers");
            assertTrue(victim.association.delayNanos(victim.now) >= 0);
        }
    }

    private byte[] mutate(byte[] packet) {
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(PacketReader.HEADER, packet.length);
            switch (random.nextInt(4)) {
                case 0 -> packet[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> packet[at] = (byte) random.nextInt(256);
                case 2 -> packet[at] = random.nextBoolean() ? 0 : (byte) 0xFF;
                default -> packet[PacketReader.HEADER] = (byte) type();
            }
        }
        if (random.nextInt(8) == 0) {
            packet = Arrays.copyOf(packet, random.nextInt(packet.length + 40));
        }
        return packet.length < PacketReader.HEADER ? packet : seal(packet);
    }

    private int type() {
        int[] known = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 130, 192, 63, 127, 191, 255};
        return known[random.nextInt(known.length)];
    }

    private static byte[] seal(byte[] packet) {
        ByteBuffer view = ByteBuffer.wrap(packet);
        view.putInt(Checksum.OFFSET, new Checksum().of(view, 0, packet.length));
        return packet;
    }
}
