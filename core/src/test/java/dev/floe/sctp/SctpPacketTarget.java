package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * SCTP's chunks: the input is one packet, which comes to an association before, during and after its set-up; as it is,
 * and with the tag and the checksum that it would need.
 */
public final class SctpPacketTarget {
    private static final int MOST_ANSWERS = 300;
    private static final int TAG_OFFSET = 4;

    private SctpPacketTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] packet = Arrays.copyOf(input, Math.max(input.length, PacketReader.HEADER));
        Scripted closed = new Scripted(5);
        deliver(closed, input);
        deliver(closed, sealed(packet, 0));
        Scripted opening = new Scripted(6);
        opening.association.connect(opening.now);
        opening.association.flush(opening.now);
        int tag = Scripted.read(opening.last()).intAt(PacketReader.HEADER + PacketReader.CHUNK_HEADER);
        deliver(opening, sealed(packet, tag));
        Scripted up = Scripted.up();
        up.send(5000);
        deliver(up, sealed(packet, up.localTag));
        up.association.shutdown(up.now);
        deliver(up, sealed(packet, up.localTag));
    }

    private static byte[] sealed(byte[] packet, int tag) {
        byte[] sealed = packet.clone();
        ByteBuffer view = ByteBuffer.wrap(sealed).putInt(0, Packets.PORT << 16 | Packets.PORT);
        boolean opens = sealed.length > PacketReader.HEADER && sealed[PacketReader.HEADER] == ChunkType.INIT;
        view.putInt(TAG_OFFSET, opens ? 0 : tag);
        return Packets.sealed(sealed);
    }

    private static void deliver(Scripted to, byte[] packet) {
        to.sent.clear();
        ByteBuffer lent = ByteBuffer.wrap(packet).asReadOnlyBuffer();
        to.association.onPacket(to.now, lent);
        assertEquals(packet.length, lent.remaining(), "the buffer is only lent");
        to.association.flush(to.now);
        check(to);
    }

    /** What holds whatever came; all that was sent can be read. */
    static void check(Scripted rig) {
        assertTrue(rig.sent.size() < MOST_ANSWERS, "too many answers to one packet");
        for (byte[] packet : rig.sent) {
            PacketReader reader = Scripted.read(packet);
            while (reader.next()) {
                assertTrue(reader.length() >= 0);
            }
            assertTrue(!reader.isMalformed() && reader.isIntact(new Checksum()), "sent something malformed");
        }
        assertTrue(rig.association.delayNanos(rig.now) >= 0, "a delay is never negative");
        long held = rig.association.held();
        assertTrue(held >= 0 && held <= 2L * Scripted.WINDOW, () -> "holds " + held);
        assertTrue(rig.association.stats().inFlight() >= 0);
        rig.sent.clear();
    }
}
