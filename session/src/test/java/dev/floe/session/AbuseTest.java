package dev.floe.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import dev.floe.status.DropReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionState;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one session's peer or slot does to the others of its event loop, and to the operator's log. */
class AbuseTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final byte[] MEDIA = {(byte) 0x80, 1};

    private ScriptedPeer peer;
    private ScriptedPeer other;

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
        other = new ScriptedPeer(LOOPBACK);
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
        other.close();
    }

    private static PeerSessions sessions(MediaSlot.Factory media) {
        return PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(new FakeDtls())
                .media(media)
                .eventLoops(1)
                .build();
    }

    private static PeerSession connect(PeerSessions sessions, ScriptedPeer from) throws Exception {
        PeerSession session = Await.result(sessions.accept(from.offer(), new SessionListener() {}));
        from.check(session);
        assertEquals(0, from.awaitResponse());
        Await.result(session.connected());
        return session;
    }

    /** Takes a tenth of a second for each datagram, and sends it back. */
    private record Slow(MediaLink link, CountDownLatch never) implements MediaSlot {
        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            try {
                assertFalse(never.await(100, TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            link.send(now, datagram);
        }
    }

    @Test
    void aSlotThatBlocksDelaysTheOthersOfItsLoopAndHarmsThemNoFurther() throws Exception {
        try (PeerSessions sessions = sessions(link -> new Slow(link, new CountDownLatch(1)))) {
            PeerSession slow = connect(sessions, peer);
            PeerSession neighbour = connect(sessions, other);
            for (int i = 0; i < 20; i++) {
                peer.send(slow.localAddress(), MEDIA);
                other.check(neighbour);
            }
            for (int i = 0; i < 20; i++) {
                assertEquals(0, other.awaitResponse());
                assertEquals(MEDIA.length, peer.awaitPayload().length);
            }
            for (PeerSession session : List.of(slow, neighbour)) {
                PeerStats stats = Await.result(session.stats());
                assertEquals(SessionState.CONNECTED, stats.state());
                assertTrue(stats.drops().values().stream().allMatch(drops -> drops == 0), stats.toString());
            }
        }
    }

    @Test
    void aThousandForgeriesMakeElevenLinesAtMostAndShowNoSecret() throws Exception {
        try (PeerSessions sessions = sessions(link -> (now, datagram) -> {})) {
            PeerSession session = connect(sessions, peer);
            for (int i = 1; i <= 1_000; i++) {
                peer.check(session, "notTheRightPasswordAtAll");
                if (i % 50 == 0) { // Its socket's buffer is not to overflow.
                    awaitForgeries(session, i);
                }
            }
            List<String> lines = Files.readAllLines(Leaks.LOG, UTF_8).stream()
                    .filter(line -> line.contains("session " + session.id() + ":"))
                    .toList();
            List<String> drops = lines.stream()
                    .filter(line -> line.contains(DropReason.BAD_INTEGRITY.toString()))
                    .toList();
            assertTrue(!drops.isEmpty() && drops.size() <= 11, drops.toString());
            assertTrue(lines.stream().noneMatch(line -> line.contains("notTheRightPasswordAtAll")));
        }
    }

    private static void awaitForgeries(PeerSession session, long count) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ScriptedPeer.PATIENCE_SECONDS);
        while (Await.result(session.stats()).drops().getOrDefault(DropReason.BAD_INTEGRITY, 0L) < count) {
            assertTrue(System.nanoTime() - deadline < 0, "not all " + count + " arrived");
        }
    }
}
