package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsLink;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all sessions have counted together. */
class SessionsStatsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final SessionListener QUIET = new SessionListener() {};

    private final FakeDtls dtls = new FakeDtls();
    private PeerSessions sessions;
    private ScriptedPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
        sessions = PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(dtls)
                .eventLoops(2)
                .build();
    }

    @AfterEach
    void close() throws Exception {
        sessions.close();
        peer.close();
        Machine.awaitNoLoopThreads();
    }

    private PeerSession start() throws Exception {
        return Await.result(sessions.accept(peer.offer(), QUIET));
    }

    private PeerSession connect() throws Exception {
        PeerSession session = start();
        peer.check(session);
        Await.result(session.connected());
        return session;
    }

    private SessionsStats stats() throws Exception {
        return Await.result(sessions.stats());
    }

    private static long total(SessionsStats stats, String name) {
        return stats.totals().getOrDefault(name, -1L);
    }

    @Test
    void areAllZeroAtFirst() throws Exception {
        SessionsStats stats = stats();
        assertEquals(Map.of(), stats.live());
        assertEquals(Map.of(), stats.ends());
        assertEquals(Map.of(), stats.drops());
        assertTrue(stats.totals().values().stream().allMatch(total -> total == 0));
        assertTrue(stats.totals().containsKey("checksIn"));
        assertEquals(Duration.ZERO, stats.roundTripTotal());
    }

    @Test
    void addUpWhatThoseThatLiveHaveCounted() throws Exception {
        start();
        connect();
        PeerSession two = connect();
        peer.check(two, "notTheRightPasswordAtAll");
        assertEquals(0, peer.awaitResponse());
        assertEquals(0, peer.awaitResponse());
        assertEquals(401, peer.awaitResponse());

        SessionsStats stats = stats();
        assertEquals(Map.of(SessionState.NEW, 1L, SessionState.CONNECTED, 2L), stats.live());
        assertEquals(2, total(stats, "checksIn"));
        assertEquals(Map.of(DropReason.BAD_INTEGRITY, 1L), stats.drops());
        assertTrue(stats.roundTrips() >= 2);
        assertTrue(stats.roundTripTotal().compareTo(Duration.ZERO) > 0);
    }

    @Test
    void keepWhatASessionHadCountedWhenItIsOver() throws Exception {
        PeerSession session = connect();
        peer.check(session, "notTheRightPasswordAtAll");
        peer.send(session.localAddress(), FakeDtls.HELLO);
        Await.result(session.secured());
        SessionsStats before = stats();

        Await.result(session.close());
        SessionsStats after = stats();
        assertEquals(Map.of(), after.live());
        assertEquals(Map.of(EndReason.CLOSED, 1L), after.ends());
        assertEquals(before.drops(), after.drops());
        assertEquals(1, after.handshakesCompleted());
        assertEquals(0, after.handshakesFailed());
        assertEquals(total(before, "checksIn"), total(after, "checksIn"));
        assertTrue(total(before, "bytesOut") < total(after, "bytesOut"), "the goodbye counts");
        assertTrue(before.roundTripTotal().compareTo(after.roundTripTotal()) <= 0);

        sessions.close();
        assertEquals(after, stats());
    }

    @Test
    void countEachEndUnderItsReason() throws Exception {
        Await.result(start().close());
        Await.result(start().close());
        PeerSession refused = connect();
        peer.answerWith(ScriptedPeer.Answer.FORBIDDEN);
        assertEquals(EndReason.REVOKED, Await.result(refused.closed()).reason());
        assertEquals(Map.of(EndReason.CLOSED, 2L, EndReason.REVOKED, 1L), stats().ends());
    }

    @Test
    void countAHandshakeThatFails() throws Exception {
        PeerSession session = connect();
        DtlsLink link = Await.result(dtls.attached);
        link.execute(now -> link.failed(now, new IOException("planted")));
        assertEquals(EndReason.DTLS_FAILED, Await.result(session.closed()).reason());
        assertEquals(1, stats().handshakesFailed());
        assertEquals(0, stats().handshakesCompleted());
    }

    @Test
    void findEachOfManySessionsOnceWhileTheyEnd() throws Exception {
        List<PeerSession> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(start());
        }
        assertEquals(Map.of(SessionState.NEW, 300L), stats().live());
        many.forEach(PeerSession::close);
        Map<EndReason, Long> ends = new HashMap<>();
        while (ends.getOrDefault(EndReason.CLOSED, 0L) < 300) {
            SessionsStats stats = stats();
            long counted = stats.ends().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    + stats.live().values().stream().mapToLong(Long::longValue).sum();
            assertTrue(counted <= 300, counted + " sessions");
            ends.putAll(stats.ends());
        }
        assertEquals(Map.of(), stats().live());
    }
}
