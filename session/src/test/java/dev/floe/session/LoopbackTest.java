package dev.floe.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.CandidatePair;
import dev.floe.ice.ConsentPolicy;
import dev.floe.slot.DtlsLink;
import dev.floe.status.ConsentState;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole session against a scripted controlling peer, over real sockets. */
class LoopbackTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PERIOD = Duration.ofMillis(200);

    /** Writes down what it hears. */
    private static class Notes implements SessionListener {
        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

        @Override
        public void onState(PeerSession session, SessionState state) {
            heard.add(state);
        }

        @Override
        public void onSelectedPair(PeerSession session, CandidatePair pair) {
            heard.add(pair);
        }

        @Override
        public void onDtlsState(PeerSession session, DtlsState state) {
            heard.add(state);
        }

        @Override
        public void onEnd(PeerSession session, SessionEnd end) {
            heard.add(end);
        }
    }

    private final FakeDtls dtls = new FakeDtls();
    private final Notes notes = new Notes();
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

    private PeerSessions sessions(Transport transport, Duration expiry) {
        return PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(dtls)
                .data(link -> new UnreadData())
                .transport(transport)
                .eventLoops(1)
                .consent(ConsentPolicy.DEFAULT.withPeriod(PERIOD).withExpiry(expiry))
                .build();
    }

    private PeerSession connect(PeerSessions sessions, SessionListener listener) throws Exception {
        PeerSession session = Await.result(sessions.accept(peer.offer(), listener));
        peer.check(session);
        assertEquals(0, peer.awaitResponse());
        CandidatePair pair = Await.result(session.connected());
        assertEquals(new CandidatePair(session.localAddress(), peer.address()), pair);
        return session;
    }

    @ParameterizedTest
    @EnumSource
    void connectsSecuresAndClosesInOrder(Transport transport) throws Exception {
        try (PeerSessions sessions = sessions(transport, Duration.ofSeconds(30))) {
            long before = Machine.sockets();
            PeerSession session = connect(sessions, notes);
            assertEquals(SessionState.CONNECTED, session.state());

            peer.send(session.localAddress(), FakeDtls.HELLO);
            assertArrayEquals(FakeDtls.HELLO, peer.awaitPayload());
            assertEquals(session, Await.result(session.secured()));
            PeerStats stats = Await.result(session.stats());
            assertEquals(ConsentState.GRANTED, stats.consent());
            assertEquals("TLS_FAKE", stats.cipherSuite().orElseThrow());
            assertEquals(peer.address(), stats.remote().orElseThrow());
            assertTrue(stats.roundTrip().isPresent());

            SessionEnd end = Await.result(session.close());
            assertEquals(EndReason.CLOSED, end.reason());
            assertEquals(before, Machine.sockets());
            assertArrayEquals(FakeDtls.GOODBYE, peer.awaitPayload());
            assertEquals(
                    List.of(
                            SessionState.CHECKING,
                            new CandidatePair(session.localAddress(), peer.address()),
                            SessionState.CONNECTED,
                            DtlsState.CONNECTING,
                            DtlsState.CONNECTED,
                            DtlsState.CLOSED,
                            SessionState.CLOSED,
                            end),
                    List.copyOf(notes.heard));
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForConsentPeriodicallyAndOutlivesItsExpiryWhileThePeerAnswers(Transport transport) throws Exception {
        try (PeerSessions sessions = sessions(transport, Duration.ofMillis(1500))) {
            PeerSession session = connect(sessions, notes);
            long start = peer.awaitCheck();
            long last = start;
            for (int i = 0; i < 14; i++) {
                last = peer.awaitCheck();
            }
            assertTrue(last - start > Duration.ofMillis(1500).toNanos(), "checks come too fast");
            PeerStats stats = Await.result(session.stats());
            assertEquals(SessionState.CONNECTED, stats.state());
            assertTrue(stats.sinceProof().orElseThrow().compareTo(Duration.ofMillis(1500)) < 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenAPeerThatFellSilentHasNotRenewedItsConsent(Transport transport) throws Exception {
        try (PeerSessions sessions = sessions(transport, Duration.ofMillis(600))) {
            long before = Machine.sockets();
            PeerSession session = connect(sessions, notes);
            peer.beSilent();
            SessionEnd end = Await.result(session.closed());
            assertEquals(EndReason.CONSENT_EXPIRED, end.reason());
            assertEquals(SessionState.FAILED, session.state());
            Duration unheard = end.lastHeard().orElseThrow();
            assertTrue(unheard.compareTo(Duration.ofMillis(600)) >= 0, "expired after " + unheard);
            assertEquals(before, Machine.sockets());
            assertTrue(sessions.sessions().isEmpty());
            assertInstanceOf(SessionEndedException.class, Await.failure(session.secured()));
            assertEquals(ConsentState.EXPIRED, Await.result(session.stats()).consent());
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenThePeerNeverCompletesACheck(Transport transport) throws Exception {
        try (PeerSessions sessions = PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(dtls)
                .data(link -> new UnreadData())
                .transport(transport)
                .connectTimeout(Duration.ofMillis(50))
                .build()) {
            PeerSession session = Await.result(sessions.accept(peer.offer(), notes));
            SessionEnd end = Await.result(session.closed());
            assertEquals(EndReason.NEVER_CONNECTED, end.reason());
            SessionEndedException ended =
                    assertInstanceOf(SessionEndedException.class, Await.failure(session.connected()));
            assertEquals(end, ended.end());
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAWrongPasswordWithAnErrorAndCountsItWithoutAChangeOfState(Transport transport) throws Exception {
        try (PeerSessions sessions = sessions(transport, Duration.ofSeconds(30))) {
            PeerSession session = Await.result(sessions.accept(peer.offer(), notes));
            peer.check(session, "notTheRightPasswordAtAll");
            assertEquals(401, peer.awaitResponse());
            PeerStats stats = Await.result(session.stats());
            assertEquals(1, stats.drops().get(DropReason.BAD_INTEGRITY));
            assertEquals(SessionState.NEW, stats.state());
            assertEquals(List.of(), List.copyOf(notes.heard));
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhenItsListenerThrows(Transport transport) throws Exception {
        SessionListener broken = new Notes() {
            @Override
            public void onState(PeerSession session, SessionState state) {
                throw new IllegalStateException("planted in onState");
            }

            @Override
            public void onSelectedPair(PeerSession session, CandidatePair pair) {
                throw new AssertionError("planted in onSelectedPair");
            }

            @Override
            public void onEnd(PeerSession session, SessionEnd end) {
                throw new IllegalStateException("planted in onEnd");
            }
        };
        try (PeerSessions sessions = sessions(transport, Duration.ofSeconds(30))) {
            PeerSession session = connect(sessions, broken);
            assertEquals(SessionState.CONNECTED, Await.result(session.stats()).state());
            assertEquals(EndReason.CLOSED, Await.result(session.close()).reason());
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesFromWithinItsListener(Transport transport) throws Exception {
        SessionListener closing = new SessionListener() {
            @Override
            public void onSelectedPair(PeerSession session, CandidatePair pair) {
                session.close().toCompletableFuture().isDone();
            }
        };
        try (PeerSessions sessions = sessions(transport, Duration.ofSeconds(30))) {
            PeerSession session = connect(sessions, closing);
            assertEquals(EndReason.CLOSED, Await.result(session.closed()).reason());
            assertArrayEquals(FakeDtls.GOODBYE, peer.awaitPayload());
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsTasksOfSlotsFromAnyThreadOnItsEventLoop(Transport transport) throws Exception {
        try (PeerSessions sessions = sessions(transport, Duration.ofSeconds(30))) {
            PeerSession session = connect(sessions, notes);
            DtlsLink link = Await.result(dtls.attached);
            CompletableFuture<String> thread = new CompletableFuture<>();
            byte[] sent = {23, 7, 7};
            link.execute(now -> {
                link.send(now, ByteBuffer.wrap(sent));
                thread.complete(Thread.currentThread().getName());
            });
            assertTrue(Await.result(thread).startsWith("floe-loop"));
            assertArrayEquals(sent, peer.awaitPayload());
            Await.result(session.close());
            CompletableFuture<Void> late = new CompletableFuture<>();
            link.execute(now -> late.complete(null));
            Await.result(session.stats());
            assertFalse(late.isDone());
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesABurstThatFillsTheSocketsBufferManyTimesOver(Transport transport) throws Exception {
        try (PeerSessions sessions = sessions(transport, Duration.ofSeconds(30))) {
            PeerSession session = connect(sessions, notes);
            DtlsLink link = Await.result(dtls.attached);
            CompletableFuture<Integer> taken = new CompletableFuture<>();
            byte[] datagram = new byte[1200];
            datagram[0] = 23;
            link.execute(now -> {
                int count = 0;
                while (count < 5000 && link.send(now, ByteBuffer.wrap(datagram))) {
                    count++;
                }
                taken.complete(count);
            });
            assertEquals(5000, Await.result(taken));
            assertEquals(SessionState.CONNECTED, Await.result(session.stats()).state());
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNoPasswordToItsLog(Transport transport) throws Exception {
        try (PeerSessions sessions = sessions(transport, Duration.ofSeconds(30))) {
            PeerSession session = connect(sessions, notes);
            peer.check(session, "notTheRightPasswordAtAll");
            assertEquals(401, peer.awaitResponse());
            Await.result(session.close());
            String log = Files.readString(Path.of("target/session-tests.log"), UTF_8);
            assertTrue(log.contains("session " + session.id() + ": bound to " + session.localAddress()), "bound");
            assertTrue(log.contains("session " + session.id() + ": connected to " + peer.address()), "connected");
            assertTrue(log.contains("session " + session.id() + ": ended: CLOSED after "), "ended");
            assertTrue(log.contains("session " + session.id() + ": 1 datagrams dropped for BAD_INTEGRITY"), "dropped");
            assertFalse(log.contains(session.description().credentials().password()));
            assertFalse(log.contains(peer.credentials.password()));
            assertFalse(session.toString()
                    .contains(session.description().credentials().password()));
        }
    }
}
