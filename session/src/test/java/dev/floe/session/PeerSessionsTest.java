package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sdp.SdpException;
import dev.floe.status.EndReason;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerSessionsTest {
    private static final SessionListener QUIET = new SessionListener() {};
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private ScriptedPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
    }

    @AfterEach
    void leaveNoThread() throws Exception {
        peer.close();
        Machine.awaitNoLoopThreads();
    }

    private static PeerSessions.Builder builder(Transport transport) {
        return PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(new FakeDtls())
                .transport(transport)
                .eventLoops(2);
    }

    @ParameterizedTest
    @EnumSource
    void answersAnOfferWithWhereTheSocketIsBound(Transport transport) throws Exception {
        try (PeerSessions sessions = builder(transport).build()) {
            PeerSession session = Await.result(sessions.accept(peer.offer(), QUIET));
            int port = session.localAddress().getPort();
            assertEquals(LOOPBACK, session.localAddress().getAddress());
            assertTrue(session.answer().contains("m=application " + port + " UDP/DTLS/SCTP webrtc-datachannel\r\n"));
            assertTrue(session.answer().contains(" 127.0.0.1 " + port + " typ host\r\n"));
            assertTrue(session.answer().contains("a=fingerprint:" + FakeDtls.FINGERPRINT + "\r\n"));
            assertTrue(session.answer().contains("a=setup:passive\r\n"));
            assertEquals(SessionState.NEW, session.state());
            assertEquals(List.of(session), List.copyOf(sessions.sessions()));
        }
    }

    @Test
    void advertisesThePublicAddressWithTheBoundPort() throws Exception {
        InetAddress shown = InetAddress.getByName("203.0.113.7");
        try (PeerSessions sessions = builder(Transport.AUTO).advertise(shown).build()) {
            PeerSession session = Await.result(sessions.accept(peer.offer(), QUIET));
            assertTrue(session.answer()
                    .contains(" 203.0.113.7 " + session.localAddress().getPort() + " typ host"));
            assertEquals(LOOPBACK, session.localAddress().getAddress());
        }
    }

    @Test
    void takesTheClientsPartWhereTheOfferLeavesNoOther() throws Exception {
        try (PeerSessions sessions = builder(Transport.AUTO).build()) {
            String offer = peer.offer().replace("a=setup:actpass", "a=setup:passive");
            assertTrue(Await.result(sessions.accept(offer, QUIET)).answer().contains("a=setup:active\r\n"));
        }
    }

    @Test
    void bindsIpv6() throws Exception {
        try (PeerSessions sessions = builder(Transport.AUTO).address("::1").build()) {
            PeerSession session = Await.result(sessions.accept(peer.offer(), QUIET));
            assertTrue(session.answer()
                    .contains(" 0:0:0:0:0:0:0:1 " + session.localAddress().getPort() + " typ host"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensNoSocketForABadOffer(Transport transport) throws Exception {
        try (PeerSessions sessions = builder(transport).build()) {
            long before = Machine.sockets();
            String offer = peer.offer().replaceAll("a=ice-pwd:.*\r\n", "");
            SdpException refusal = assertInstanceOf(SdpException.class, Await.failure(sessions.accept(offer, QUIET)));
            assertEquals("a=ice-pwd", refusal.field());
            assertEquals(before, Machine.sockets());
            assertTrue(sessions.sessions().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoSocketAndNoThreadOfTwoHundredSessions(Transport transport) throws Exception {
        try (PeerSessions sessions = builder(transport).build()) {
            Await.result(Await.result(sessions.accept(peer.offer(), QUIET)).close());
            long before = Machine.sockets();
            List<PeerSession> opened = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                opened.add(Await.result(sessions.accept(peer.offer(), QUIET)));
            }
            assertEquals(before + 200, Machine.sockets());
            assertEquals(opened, List.copyOf(sessions.sessions()));
            assertEquals(200, distinctPorts(opened).size());
            for (PeerSession session : opened) {
                assertEquals(EndReason.CLOSED, Await.result(session.close()).reason());
            }
            assertEquals(before, Machine.sockets());
            assertTrue(sessions.sessions().isEmpty());
        }
        assertEquals(List.of(), Machine.loopThreads());
    }

    private static Set<Integer> distinctPorts(List<PeerSession> sessions) {
        Set<Integer> ports = new HashSet<>();
        sessions.forEach(session -> ports.add(session.localAddress().getPort()));
        return ports;
    }

    @ParameterizedTest
    @EnumSource
    void givesEachSessionAPortOfTheRangeAndSkipsThoseThatAreTaken(Transport transport) throws Exception {
        try (DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            int taken = stranger.getLocalPort();
            int first = Math.min(taken - 1, 65533);
            try (PeerSessions sessions =
                    builder(transport).ports(first, first + 2).build()) {
                Set<Integer> ports = new HashSet<>();
                Throwable refusal = null;
                while (refusal == null) {
                    CompletionStage<PeerSession> next = sessions.accept(peer.offer(), QUIET);
                    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
                    next.whenComplete((session, failure) -> outcome.complete(failure));
                    refusal = outcome.get(ScriptedPeer.PATIENCE_SECONDS, TimeUnit.SECONDS);
                    if (refusal == null) {
                        ports.add(Await.result(next).localAddress().getPort());
                    }
                }
                assertInstanceOf(PortsExhaustedException.class, refusal);
                assertEquals("ports: all of " + first + " to " + (first + 2) + " are taken", refusal.getMessage());
                assertTrue(ports.stream().allMatch(port -> port >= first && port <= first + 2 && port != taken));
                PeerSession one = sessions.sessions().iterator().next();
                Await.result(one.close());
                PeerSession again = Await.result(sessions.accept(peer.offer(), QUIET));
                assertEquals(one.localAddress(), again.localAddress());
            }
        }
    }

    @Test
    void givesAPlaceBackWhenASessionHasEnded() throws Exception {
        try (PeerSessions sessions = builder(Transport.AUTO).maxSessions(1).build()) {
            PeerSession first = Await.result(sessions.accept(peer.offer(), QUIET));
            Throwable refusal = Await.failure(sessions.accept(peer.offer(), QUIET));
            assertInstanceOf(TooManySessionsException.class, refusal);
            assertEquals("maxSessions: 1 sessions live already", refusal.getMessage());
            Await.result(first.close());
            assertNotEquals(
                    first.id(),
                    Await.result(sessions.accept(peer.offer(), QUIET)).id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesEverySessionThoseThatAreBeingStartedToo(Transport transport) throws Exception {
        PeerSessions sessions = builder(transport).build();
        long before = Machine.sockets();
        List<CompletionStage<PeerSession>> starting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            starting.add(sessions.accept(peer.offer(), QUIET));
        }
        Await.result(sessions.closeAsync());
        assertEquals(List.of(), Machine.loopThreads());
        for (CompletionStage<PeerSession> start : starting) {
            SessionEnd end = Await.result(Await.result(start).closed());
            assertEquals(EndReason.CLOSED, end.reason());
        }
        assertEquals(before, Machine.sockets());
        assertInstanceOf(IllegalStateException.class, Await.failure(sessions.accept(peer.offer(), QUIET)));
        sessions.close();
    }

    @Test
    void keepsTheLastSnapshotWhenTheThreadsAreGone() throws Exception {
        PeerSessions sessions = builder(Transport.AUTO).build();
        PeerSession session = Await.result(sessions.accept(peer.offer(), QUIET));
        sessions.close();
        assertEquals(SessionState.CLOSED, Await.result(session.stats()).state());
        assertEquals(EndReason.CLOSED, Await.result(session.close()).reason());
    }

    @Test
    void refusesToWaitForItselfOnAnEventLoop() throws Exception {
        PeerSessions sessions = builder(Transport.AUTO).build();
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        SessionListener closing = new SessionListener() {
            @Override
            public void onEnd(PeerSession session, SessionEnd end) {
                refusal.complete(assertThrows(IllegalStateException.class, sessions::close));
            }
        };
        Await.result(Await.result(sessions.accept(peer.offer(), closing)).close());
        Await.assertMessageBegins("close: ", Await.result(refusal));
        Await.result(sessions.closeAsync());
    }
}
