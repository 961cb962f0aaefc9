package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fuzz targets in the form that Jazzer takes ({@code fuzzerTestOneInput}): the bytes of one packet, and a sequence of
 * packets, times and commands. Each test runs its target on bytes drawn at random; docs/testing.md tells how to let Jazzer
 * look for more.
 */
@Tag("SC2")
class SctpFuzzTest {
    private static final int MOST_ANSWERS = 300;
    private static final long MILLI = 1_000_000L;

    /** One packet's chunks, with the right tag and checksum, to an association that is up. */
    static void packet(byte[] chunks) {
        Scripted rig = Scripted.up();
        rig.receive(Packets.packet(rig.localTag, chunks));
        check(rig);
    }

    /** A life: each step is told by a byte, and takes what it needs from those after it. */
    public static void fuzzerTestOneInput(byte[] script) {
        ByteBuffer in = ByteBuffer.wrap(script);
        Scripted rig = in.hasRemaining() && in.get() % 4 != 0 ? Scripted.up() : new Scripted(9);
        while (in.hasRemaining() && rig.end == null) {
            step(rig, in);
            check(rig);
        }
    }

    private static void step(Scripted rig, ByteBuffer in) {
        switch (in.get() & 15) {
            case 0 -> rig.pass(take(in) * (50 * MILLI));
            case 1 -> rig.association.reset(rig.now, take(in));
            case 2 -> trySend(rig, take(in), 1 + take(in) * 40, Delivery.RELIABLE);
            case 3 ->
                trySend(rig, take(in), 1 + take(in) * 40, new Delivery(take(in) % 2 == 0, take(in) % 3, 100 * MILLI));
            case 4 -> rig.association.shutdown(rig.now);
            case 5 -> rig.refuses = take(in) % 2 == 0;
            case 6 -> rig.receive(Packets.packet(0, rig.init()));
            case 7 -> rig.receiveChunks(Packets.sack(rig.localTsn + take(in) - 2, take(in) << 8, take(in), take(in)));
            case 8 ->
                rig.receiveChunks(Packets.data(
                        take(in), rig.peerTsn + take(in), take(in) % 20, take(in), new byte[1 + take(in)]));
            case 9 ->
                rig.receiveChunks(Packets.chunk(
                        ChunkType.FORWARD_TSN, 0, Packets.ints(rig.peerTsn + take(in), (take(in) << 16) | take(in))));
            case 10 -> rig.association.consumed(consumable(rig));
            default -> rig.receive(Packets.packet(rig.localTag, rest(in)));
        }
        rig.association.flush(rig.now);
    }

    private static int consumable(Scripted rig) {
        int bytes = rig.messages.stream().mapToInt(ByteBuffer::remaining).sum();
        rig.messages.clear();
        return bytes;
    }

    private static void trySend(Scripted rig, int stream, int length, Delivery delivery) {
        try {
            rig.association.send(rig.now, stream, 53, new byte[length], delivery);
        } catch (IllegalStateException ending) {
            assertTrue(String.valueOf(ending.getMessage()).length() > 10, "it says why");
        }
    }

    private static int take(ByteBuffer in) {
        return in.hasRemaining() ? in.get() & 0xFF : 0;
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] chunk = new byte[Math.min(take(in) + 4, in.remaining())];
        in.get(chunk);
        return chunk;
    }

    private static void check(Scripted rig) {
        assertTrue(rig.sent.size() < MOST_ANSWERS, "too many answers to one packet");
        assertTrue(rig.association.delayNanos(rig.now) >= 0);
        long held = rig.association.held();
        assertTrue(held <= 2L * Scripted.WINDOW, "holds " + held);
        rig.sent.clear();
    }

    @Test
    void nothingIsThrownForAnyPacket() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] chunks = new byte[4 + random.nextInt(60)];
            random.nextBytes(chunks);
            chunks[0] = (byte) (random.nextBoolean() ? random.nextInt(16) : random.nextBoolean() ? 130 : 192);
            chunks[2] = 0;
            chunks[3] = (byte) (4 + random.nextInt(chunks.length - 3));
            packet(chunks);
        }
    }

    @Test
    void nothingIsThrownInAnyLife() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            byte[] script = new byte[random.nextInt(300)];
            random.nextBytes(script);
            fuzzerTestOneInput(script);
        }
    }
}
