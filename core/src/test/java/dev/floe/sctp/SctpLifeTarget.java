package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.fuzz.Script;
import java.nio.ByteBuffer;

/** An association and a peer that keeps no rule: the input is a life of packets, times and commands. */
public final class SctpLifeTarget {
    private static final long MILLI = 1_000_000L;

    private final Script script;
    private final Scripted rig;

    private SctpLifeTarget(Script script) {
        this.script = script;
        rig = script.next() % 4 != 0 ? Scripted.up() : new Scripted(9);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        new SctpLifeTarget(new Script(input)).run();
    }

    private void run() {
        while (script.hasMore() && rig.end == null) {
            step();
            rig.association.flush(rig.now);
            SctpPacketTarget.check(rig);
        }
    }

    private void step() {
        switch (script.next() & 15) {
            case 0 -> rig.pass(script.next() * (50 * MILLI));
            case 1 -> rig.association.reset(rig.now, script.next());
            case 2 -> trySend(Delivery.RELIABLE);
            case 3 -> trySend(new Delivery(script.flag(), script.below(3), 100 * MILLI));
            case 4 -> rig.association.shutdown(rig.now);
            case 5 -> rig.refuses = script.flag();
            case 6 -> rig.receive(Packets.packet(0, rig.init()));
            case 7 -> rig.receiveChunks(sack());
            case 8 -> rig.receiveChunks(data());
            case 9 -> rig.receiveChunks(forwardTsn());
            case 10 -> rig.association.consumed(consumable());
            case 11 -> rig.receiveChunks(reset());
            default -> rig.receive(Packets.packet(rig.localTag, script.take(4 + script.next())));
        }
    }

    private byte[] sack() {
        return Packets.sack(rig.localTsn + script.next() - 2, script.next() << 8, script.next(), script.next());
    }

    private byte[] data() {
        int flags = script.next();
        int tsn = rig.peerTsn + script.next() - 2;
        return Packets.data(flags, tsn, script.below(20), script.next(), new byte[1 + script.next()]);
    }

    private byte[] forwardTsn() {
        int[] skipped = {rig.peerTsn + script.next(), script.next() << 16 | script.next()};
        return Packets.chunk(ChunkType.FORWARD_TSN, 0, Packets.ints(skipped));
    }

    /** An outgoing reset of one stream, or of all (RFC 6525 section 4.1). */
    private byte[] reset() {
        int number = rig.peerTsn + script.next();
        byte[] fixed = Packets.ints(number, rig.localTsn, rig.peerTsn + script.next());
        byte[] streams = script.flag() ? new byte[] {0, (byte) script.next()} : new byte[0];
        return Packets.chunk(ChunkType.RE_CONFIG, 0, Packets.parameter(13, Packets.join(fixed, streams)));
    }

    private int consumable() {
        int bytes = rig.messages.stream().mapToInt(ByteBuffer::remaining).sum();
        rig.messages.clear();
        return bytes;
    }

    private void trySend(Delivery delivery) {
        int stream = script.next();
        try {
            rig.association.send(rig.now, stream, 53, new byte[1 + script.next() * 40], delivery);
        } catch (IllegalStateException ending) {
            assertTrue(String.valueOf(ending.getMessage()).length() > 10, "it says why");
        }
    }
}
