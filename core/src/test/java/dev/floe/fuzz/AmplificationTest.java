package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.ScriptedPeer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Whoever has not authenticated gets no more bytes than he sends, datagram by datagram, with the budget never used up. */
class AmplificationTest {
    private static final int DATAGRAMS = 10_000;
    private static final int LONGEST_SCRIPT = 60;
    private static final int LONGEST_NOISE = 1_500;

    private final SplittableRandom random = new SplittableRandom(8445);
    private final Corpus captured = new Corpus("fuzz/stun", 8445);
    private final Speaker speaker = new Speaker();
    private final ScriptedPeer peer = new ScriptedPeer(Speaker.REMOTE, Speaker.LOCAL, 1);

    @Test
    void isAtMostOneForEachOfTenThousandDatagrams(TestReporter reporter) {
        double greatest = 0;
        int answered = 0;
        for (int sent = 0; sent < DATAGRAMS; ) {
            byte[] datagram = datagram(sent);
            if (datagram.length == 0 || Attributes.anySigned(datagram, speaker.keys)) {
                continue; // one that authenticates
            }
            sent++;
            long drawn = drawn(datagram, random.nextBoolean());
            double ratio = (double) drawn / datagram.length;
            assertTrue(ratio <= 1, () -> drawn + " bytes for " + datagram.length);
            greatest = Math.max(greatest, ratio);
            answered += drawn > 0 ? 1 : 0;
        }
        reporter.publishEntry("greatest amplification", greatest + ", " + answered + " answered");
        assertTrue(answered > DATAGRAMS / 10, "only " + answered + " were answered");
        assertEquals(1.0, greatest, 0.1, "the shortest requests that are answered draw as much as they are long");
    }

    /** Noise, whatever a peer could write but for the right key, and what was captured, changed. */
    private byte[] datagram(int number) {
        return switch (number % 4) {
            case 0 -> noise(LONGEST_NOISE);
            case 1, 2 -> speaker.check(new Script(noise(LONGEST_SCRIPT)));
            default -> captured.draw();
        };
    }

    private byte[] noise(int longest) {
        byte[] noise = new byte[random.nextInt(longest)];
        random.nextBytes(noise);
        return noise;
    }

    /** How many bytes leave, to anyone, for one datagram from a stranger. */
    private long drawn(byte[] datagram, boolean connected) {
        EngineSide engine = new EngineSide(false);
        if (connected) {
            connect(engine);
        }
        long before = engine.total("bytesOut");
        engine.receive(Addresses.STRANGER, datagram);
        assertFalse(engine.machine.isEnded());
        return engine.total("bytesOut") - before;
    }

    private void connect(EngineSide engine) {
        engine.receive(Addresses.PEER, peer.nominatingCheck());
        byte[] check = engine.sent.get(1).bytes();
        engine.receive(Addresses.PEER, peer.answer(check));
        assertTrue(engine.machine.stats(engine.now()).remote().isPresent());
    }
}
