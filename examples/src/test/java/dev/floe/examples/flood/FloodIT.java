package dev.floe.examples.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Await;
import dev.floe.examples.support.Sdp;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import dev.floe.status.ConsentState;
import dev.floe.status.DropReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * A session keeps its consent and its media while somebody sends its socket forged checks. The rate and the seconds can
 * be told: {@code -Dfloe.flood.rate=}, {@code -Dfloe.flood.seconds=}.
 */
class FloodIT {
    private static final long RATE = Long.getLong("floe.flood.rate", 100_000);
    private static final long SECONDS = Long.getLong("floe.flood.seconds", 20);
    /** A new JVM refuses slowly at first: on a busy machine that costs a fifth of a second's datagrams. */
    private static final long WARM_UP_SECONDS = 2;

    private static final long REPLIES_AT_ONCE = 20;
    private static final long REPLIES_PER_SECOND = 10;

    private final AtomicBoolean disconnected = new AtomicBoolean();

    /** Sends back what comes. */
    private record Echo(MediaLink link) implements MediaSlot {
        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            link.send(now, datagram);
        }
    }

    private final class Watch implements SessionListener {
        @Override
        public void onState(PeerSession session, SessionState state) {
            disconnected.compareAndSet(false, state == SessionState.DISCONNECTED);
        }
    }

    @Test
    void aSessionKeepsItsConsentAndItsMediaUnderAFloodOfForgedChecks() throws Exception {
        BouncyCastleDtls dtls = BouncyCastleDtls.selfSigned();
        dtls.warmedUp().toCompletableFuture().join();
        try (PeerSessions peers = PeerSessions.builder()
                .address("127.0.0.1")
                .dtls(dtls)
                .media(Echo::new)
                .receiveBuffer(1 << 20)
                .build()) {
            PeerSession session =
                    peers.accept(Sdp.offer(), new Watch()).toCompletableFuture().get(10, TimeUnit.SECONDS);
            String ufrag = Sdp.value(session.answer(), "a=ice-ufrag:");
            String password = Sdp.value(session.answer(), "a=ice-pwd:");
            try (PacedPeer peer = new PacedPeer(session.localAddress(), ufrag, password)) {
                peer.awaitProof();
                flood(session, ufrag, peer);
            }
        }
    }

    private void flood(PeerSession session, String ufrag, PacedPeer peer) throws Exception {
        InetSocketAddress address = session.localAddress();
        try (Forger forger = new Forger(address, ufrag, RATE)) {
            await("the first seconds of the flood", forger, WARM_UP_SECONDS);
            peer.beginMedia();
            await("the flood to be over", forger, WARM_UP_SECONDS + SECONDS);
            peer.rest();
            Await.until("the last answer", Duration.ofSeconds(10), () -> drained(session, forger));
            PeerStats stats = session.stats().toCompletableFuture().get(10, TimeUnit.SECONDS);
            long kernelDrops = kernelDrops(address.getPort());
            print(forger, peer, stats, kernelDrops);
            assertEquals(ConsentState.GRANTED, stats.consent());
            assertFalse(disconnected.get(), "it was in doubt");
            requireAFlood(forger, peer);
            assertTrue(peer.media() - peer.echoes() <= peer.media() / 100, "media was lost");
            assertTrue(peer.checks() - peer.answers() <= peer.checks() / 10, "checks were not answered");
            assertTrue(peer.slowestButOneInAHundred() < 50, "checks were answered late");
            assertTrue(
                    forger.replies() <= REPLIES_AT_ONCE + REPLIES_PER_SECOND * (WARM_UP_SECONDS + SECONDS) * 3,
                    "too many replies");
            assertTrue(forger.replyBytes() <= forger.bytesSent(), "strangers got more than they sent");
        }
    }

    /** Neither the forger nor the peer was held up so long that what the test says is not what it tried. */
    private static void requireAFlood(Forger forger, PacedPeer peer) {
        assertTrue(forger.rate() >= RATE * 4 / 5, "no such flood: " + forger.rate() + " a second");
        assertTrue(peer.media() >= PacedPeer.MEDIA_PER_SECOND * SECONDS * 9 / 10, "hardly any media was sent");
        assertTrue(peer.checks() >= PacedPeer.CHECKS_PER_SECOND * SECONDS * 9 / 10, "hardly any check was sent");
    }

    private static void await(String what, Forger forger, long seconds) throws Exception {
        Await.until(what, Duration.ofSeconds(seconds * 3), () -> forger.sent() >= RATE * seconds);
    }

    /** Returns whether all that was forged is counted, by the session or by the kernel. */
    private static boolean drained(PeerSession session, Forger forger) throws Exception {
        PeerStats stats = session.stats().toCompletableFuture().get(10, TimeUnit.SECONDS);
        long refused = stats.drops().getOrDefault(DropReason.BAD_INTEGRITY, 0L);
        return refused + kernelDrops(session.localAddress().getPort()) >= forger.sent();
    }

    /** Returns how many datagrams found a socket's buffer full, as Linux counts them. */
    private static long kernelDrops(int port) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        try (var lines = Files.lines(Path.of("/proc/net/udp"))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words[1].endsWith(local))
                    .mapToLong(words -> Long.parseLong(words[words.length - 1]))
                    .sum();
        }
    }

    private static void print(Forger forger, PacedPeer peer, PeerStats stats, long kernelDrops) {
        System.out.printf(
                "flood: %,d forged checks, %,d a second; the session refused %,d, the kernel dropped %,d of all; %d replies;"
                        + " media %d of %d back; checks %d of %d answered, 99 of 100 within %.1f ms%n",
                forger.sent(),
                forger.rate(),
                stats.drops().getOrDefault(DropReason.BAD_INTEGRITY, 0L),
                kernelDrops,
                forger.replies(),
                peer.echoes(),
                peer.media(),
                peer.answers(),
                peer.checks(),
                peer.slowestButOneInAHundred());
    }
}
