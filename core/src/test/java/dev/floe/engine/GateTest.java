package dev.floe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.EngineRig;
import dev.floe.sim.Output;
import dev.floe.sim.RecordingSlots;
import dev.floe.status.DropReason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing but STUN passes in or out before a path is proven, and nothing goes out without consent. */
class GateTest {
    private static final InetSocketAddress PEER = Addresses.PEER;
    private static final InetSocketAddress OTHER = Addresses.OTHER;

    private final EngineRig rig = new EngineRig();

    private static byte[] dtls(int number) {
        return new byte[] {22, (byte) number};
    }

    private static byte[] media(int number) {
        return new byte[] {(byte) 0x80, (byte) number};
    }

    private boolean sendDtls(int number) {
        return rig.slots.dtlsLink().send(rig.now(), ByteBuffer.wrap(dtls(number)));
    }

    private boolean sendMedia(int number) {
        return rig.slots.mediaLink().send(rig.now(), ByteBuffer.wrap(media(number)));
    }

    @Tag("R2")
    @Tag("C2")
    @Tag("I22")
    @Test
    void dtlsWaitsForProofInAQueueOf32AndLeavesInOrder() {
        rig.receive(PEER, rig.peer.nominatingCheck());
        for (int i = 0; i < 32; i++) {
            assertTrue(sendDtls(i));
        }
        assertFalse(sendDtls(32));
        assertEquals(1, rig.total("sendsRefused"));
        assertEquals(List.of(), rig.out.payloads());

        rig.answerLatest(PEER);
        List<Output.Sent> left = rig.out.payloads();
        assertEquals(32, left.size());
        for (int i = 0; i < 32; i++) {
            assertEquals(PEER, left.get(i).to());
            assertArrayEquals(dtls(i), left.get(i).bytes());
        }
    }

    @Tag("C2")
    @Test
    void mediaBeforeProofIsRefusedAtOnce() {
        rig.receive(PEER, rig.peer.nominatingCheck());

        assertFalse(sendMedia(1));
        assertEquals(1, rig.total("sendsRefused"));
        rig.answerLatest(PEER);
        assertEquals(List.of(), rig.out.payloads());
        assertTrue(sendMedia(2));
        assertArrayEquals(media(2), rig.out.payloads().get(0).bytes());
    }

    @Tag("C4")
    @Test
    void closesToTheNanosecondWhenConsentRunsOutThoughNoTimerRings() {
        rig.connect(PEER);
        rig.time.now += 30_000_000_000L - 1;
        assertTrue(sendMedia(1));
        rig.time.now += 1;

        assertFalse(sendMedia(2));
        assertFalse(sendDtls(2));
        assertEquals(2, rig.total("sendsRefused"));
    }

    @Tag("I23")
    @Test
    void sendsToTheSelectedPathAlone() {
        rig.connect(PEER);
        rig.prove(OTHER);
        sendMedia(1);
        rig.connect(OTHER);
        sendMedia(2);

        assertEquals(PEER, rig.out.payloads().get(0).to());
        assertEquals(OTHER, rig.out.payloads().get(1).to());
    }

    @Test
    void aFullSocketRefusesAndTheSlotIsToldWhenToTryAgain() {
        rig.connect(PEER);
        rig.slots.calls.clear();
        rig.writable = false;
        assertFalse(sendMedia(1));
        assertEquals(1, rig.total("sendsRefused"));
        long sent = rig.total("datagramsOut");

        rig.writable = true;
        rig.engine.onWritable(rig.now());
        assertEquals(List.of("data.onWritable", "media.onWritable", "dtls.onWritable"), rig.slots.calls);
        assertTrue(sendMedia(1));
        assertEquals(sent + 1, rig.total("datagramsOut"));
    }

    @Test
    void aSlotIsToldWhenTheGateOpens() {
        rig.receive(PEER, rig.peer.nominatingCheck());
        assertEquals(0, rig.slots.count("dtls.onWritable"));
        rig.answerLatest(PEER);

        assertEquals(1, rig.slots.count("dtls.onWritable"));
        assertEquals(1, rig.slots.count("media.onWritable"));
    }

    @Test
    void whatASlotWritesWhileItIsToldSoLeavesBehindWhatWaited() {
        EngineRig eager = new EngineRig(RecordingSlots.all());
        eager.slots.on("dtls.onWritable", now -> eager.slots.dtlsLink().send(now, ByteBuffer.wrap(dtls(2))));
        eager.receive(PEER, eager.peer.nominatingCheck());
        eager.slots.dtlsLink().send(eager.now(), ByteBuffer.wrap(dtls(1)));
        eager.answerLatest(PEER);

        assertArrayEquals(dtls(1), eager.out.payloads().get(0).bytes());
        assertArrayEquals(dtls(2), eager.out.payloads().get(1).bytes());
    }

    @Test
    void aDatagramIsCopiedBeforeItWaits() {
        ByteBuffer reused = ByteBuffer.wrap(dtls(1));
        rig.slots.dtlsLink().send(rig.now(), reused);
        reused.put(1, (byte) 99);
        rig.connect(PEER);

        assertArrayEquals(dtls(1), rig.out.payloads().get(0).bytes());
        assertEquals(2, reused.remaining());
    }

    @Tag("R3")
    @Tag("I5")
    @Test
    void whatOvertakesProofWaitsAndReachesItsSlotInOrder() {
        rig.receive(PEER, rig.peer.check());
        for (int i = 0; i < 4; i++) {
            rig.receive(PEER, dtls(i));
            rig.receive(PEER, media(i));
        }
        assertEquals(8, rig.total("waiting"));
        assertEquals(List.of(), rig.slots.datagrams);
        rig.receive(PEER, dtls(8));
        assertEquals(1, rig.dropped(DropReason.OVERFLOW));

        rig.answerLatest(PEER);
        assertEquals(0, rig.total("waiting"));
        assertEquals(8, rig.total("toSlots"));
        assertEquals(4, rig.slots.count("dtls.onDatagram"));
        assertEquals(4, rig.slots.count("media.onDatagram"));
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(dtls(i), rig.slots.datagrams.get(2 * i));
            assertArrayEquals(media(i), rig.slots.datagrams.get(2 * i + 1));
        }
    }

    @Tag("R3")
    @Test
    void eachPathHasAQueueOfItsOwn() {
        rig.receive(PEER, rig.peer.check());
        rig.receive(OTHER, rig.peer.check());
        for (int i = 0; i < 8; i++) {
            rig.receive(PEER, dtls(i));
            rig.receive(OTHER, dtls(i));
        }
        assertEquals(16, rig.total("waiting"));
        rig.answerLatest(OTHER);

        assertEquals(8, rig.total("waiting"));
        assertEquals(8, rig.total("toSlots"));
    }

    @Test
    void theQueuesAreBoundedHoweverManyPathsAreTried() {
        for (int port = 1; port <= 100; port++) {
            InetSocketAddress from = Addresses.ipv4(100, port);
            rig.receive(from, rig.peer.check());
            for (int i = 0; i < 9; i++) {
                rig.receive(from, dtls(i));
            }
            assertTrue(rig.total("waiting") <= 64);
        }
        assertEquals(92 * 8, rig.dropped(DropReason.NEVER_PROVEN));
        assertEquals(100, rig.dropped(DropReason.OVERFLOW));
    }

    @Test
    void whatWaitsIsDroppedWithItsPath() {
        rig.receive(PEER, rig.peer.check());
        rig.receive(PEER, dtls(1));
        rig.advance(Duration.ofSeconds(5));

        assertEquals(1, rig.dropped(DropReason.NEVER_PROVEN));
        assertEquals(0, rig.total("waiting"));
    }

    @Test
    void whatWaitsIsDroppedWithTheSession() {
        rig.receive(PEER, rig.peer.check());
        rig.receive(PEER, dtls(1));
        rig.close();

        assertEquals(1, rig.dropped(DropReason.NEVER_PROVEN));
        assertEquals(List.of(), rig.slots.datagrams);
    }

    @Test
    void payloadOfAPathWhoseConsentRanOutIsNotBelieved() {
        rig.connect(PEER);
        rig.connect(OTHER);
        for (int i = 0; i < 62; i++) {
            rig.live(OTHER, Duration.ofMillis(500));
        }
        rig.receive(PEER, media(1));

        assertEquals(1, rig.dropped(DropReason.NOT_AUTHENTICATED));
        rig.receive(OTHER, media(2));
        assertEquals(1, rig.slots.count("media.onDatagram"));
    }

    @Test
    void aSessionWithoutSlotsStaysOnIceAlone() {
        EngineRig bare = new EngineRig(RecordingSlots.none());
        bare.connect(PEER);
        bare.live(PEER, Duration.ofMinutes(3));

        assertFalse(bare.engine.isEnded());
    }
}
