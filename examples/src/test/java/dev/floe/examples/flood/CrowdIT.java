package dev.floe.examples.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.browser.BrowserPeer;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Nat;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.status.DtlsState;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that begin a handshake and fall silent keep no browser from connecting. */
final class CrowdIT {
    private static final int CROWD = 200;
    private static final long GRACE_MILLIS = 1_000;
    private static final byte HANDSHAKE = 22;

    private final CompletableFuture<byte[]> clientHello = new CompletableFuture<>();
    private final List<ScriptedPeer> crowd = new ArrayList<>();
    private BrowserPeer browser;
    private PeerSessions peers;

    @BeforeEach
    void start() throws Exception {
        InetAddress host = ServerOptions.parse(List.of()).address();
        BouncyCastleDtls dtls = BouncyCastleDtls.selfSigned();
        dtls.warmedUp().toCompletableFuture().join();
        browser = BrowserPeer.chromium();
        peers = PeerSessions.builder().address(host).dtls(dtls).build();
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (peers != null) {
            peers.close();
        }
        crowd.forEach(ScriptedPeer::close);
    }

    @Test
    void aBrowserConnectsWhileTwoHundredStall() throws Exception {
        connect(); // The first one warms both sides up, and shows what a ClientHello is.
        long alone = connect();
        for (int i = 0; i < CROWD; i++) {
            stall(clientHello.get());
        }
        Await.until("a crowd in the middle of its handshakes", Duration.ofSeconds(30), () -> handshaking() == CROWD);
        long among = connect();
        System.out.printf("Chromium has DTLS after %d ms, among %d that stall after %d ms%n", alone, CROWD, among);
        assertTrue(among <= alone + GRACE_MILLIS, among + " ms instead of " + alone);
        assertEquals(CROWD, handshaking());
    }

    /** Has the browser connect, and returns how many milliseconds it takes until DTLS is up. */
    private long connect() throws Exception {
        PeerSession session = accept(browser.offer());
        try (Nat nat = new Nat(session.localAddress())) {
            nat.overhear(datagram -> {
                if (datagram[0] == HANDSHAKE) {
                    clientHello.complete(datagram);
                }
            });
            long start = System.nanoTime();
            browser.accept(nat.detour(session.answer()));
            session.secured().toCompletableFuture().get(30, TimeUnit.SECONDS);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            browser.leave();
            session.closed().toCompletableFuture().get(10, TimeUnit.SECONDS);
            return millis;
        }
    }

    private PeerSession accept(String offer) throws Exception {
        return peers.accept(offer, new SessionListener() {})
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void stall(byte[] hello) throws Exception {
        ScriptedPeer peer = new ScriptedPeer(accept(Sdp.offer()).answer());
        crowd.add(peer);
        peer.connect();
        peer.send(hello);
    }

    private long handshaking() throws Exception {
        long count = 0;
        for (PeerSession session : peers.sessions()) {
            DtlsState state = session.stats()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .dtlsState();
            count += state == DtlsState.CONNECTING ? 1 : 0;
        }
        return count;
    }
}
