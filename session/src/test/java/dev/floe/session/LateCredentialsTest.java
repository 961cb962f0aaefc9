package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.IceCredentials;
import dev.floe.sdp.SdpException;
import dev.floe.slot.DtlsRole;
import dev.floe.status.PeerStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that are started before their peer is known, because this side offers. */
class LateCredentialsTest {
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

    private static PeerSessions sessions() {
        return PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(new FakeDtls())
                .data(link -> new UnreadData())
                .build();
    }

    private static PeerSession.Builder one() {
        return PeerSession.builder()
                .bind(new InetSocketAddress(LOOPBACK, 0))
                .dtls(new FakeDtls())
                .data(link -> new UnreadData());
    }

    @Tag("R8")
    @Tag("I16")
    @Test
    void answersChecksBeforeItKnowsThePeerAndSendsNothingElse() throws Exception {
        try (PeerSessions sessions = sessions()) {
            PeerSession session = Await.result(sessions.offer(QUIET));
            peer.check(session);
            assertEquals(0, peer.awaitResponse());
            PeerStats stats = Await.result(session.stats());
            assertEquals(1, stats.totals().get("datagramsOut"));
            assertEquals(List.of(), List.copyOf(peer.checks));

            assertEquals(session, Await.result(session.remoteAnswer(peer.answer())));
            assertEquals(peer.address(), Await.result(session.connected()).remote());
            peer.send(session.localAddress(), FakeDtls.HELLO);
            assertArrayEquals(FakeDtls.HELLO, peer.awaitPayload());
            assertEquals(Optional.of(DtlsRole.SERVER), session.description().role());
        }
    }

    @Test
    void offersADataChannelAndLeavesTheRoleToThePeer() throws Exception {
        try (PeerSessions sessions = sessions()) {
            PeerSession session = Await.result(sessions.offer(QUIET));
            String offer = session.offer();
            assertEquals("a=setup:actpass", Sdp.line(offer, "a=setup:"));
            assertEquals(
                    "m=application " + session.localAddress().getPort() + " UDP/DTLS/SCTP webrtc-datachannel",
                    Sdp.line(offer, "m="));
            assertEquals("a=ice-options:ice2 renomination", Sdp.line(offer, "a=ice-options:"));
            assertThrows(IllegalStateException.class, session::answer);
            assertEquals(Optional.empty(), session.remoteDescription());
        }
    }

    @Tag("R8")
    @Test
    void forgetsChecksOfSomeoneElse() throws Exception {
        ScriptedPeer stranger = new ScriptedPeer(LOOPBACK);
        try (PeerSessions sessions = sessions()) {
            PeerSession session = Await.result(sessions.offer(QUIET));
            stranger.check(session);
            assertEquals(0, stranger.awaitResponse());
            Await.result(session.remoteAnswer(peer.answer()));
            peer.check(session);
            assertEquals(peer.address(), Await.result(session.connected()).remote());
            assertEquals(List.of(), List.copyOf(stranger.checks));
        } finally {
            stranger.close();
        }
    }

    @Test
    void learnsThePeerFromItsCredentialsAlone() throws Exception {
        PeerSession session = Await.result(one().start());
        assertTrue(session.description().sdpLines().contains("a=setup:actpass"));
        Await.result(session.remote(peer.credentials, List.of(FakeDtls.FINGERPRINT), DtlsRole.SERVER));
        peer.check(session);
        assertEquals(peer.address(), Await.result(session.connected()).remote());
        Await.result(session.restart(peer.renew()));
        Await.result(session.close());
    }

    @Test
    void learnsThePeerOnceOnly() throws Exception {
        try (PeerSessions sessions = sessions()) {
            PeerSession session = Await.result(sessions.offer(QUIET));
            Await.result(session.remoteAnswer(peer.answer()));
            IceCredentials own = session.description().credentials();
            for (Throwable refusal : List.of(
                    Await.failure(session.remoteAnswer(peer.answer())),
                    Await.failure(session.remote(peer.renew(), List.of(), DtlsRole.SERVER)))) {
                assertInstanceOf(IllegalStateException.class, refusal);
                Await.assertMessageBegins("remote: the peer's credentials are known", refusal);
            }
            assertEquals(own, session.description().credentials());
        }
    }

    @Test
    void takesALaterOfferOfThePeerThatAnswered() throws Exception {
        try (PeerSessions sessions = sessions()) {
            PeerSession session = Await.result(sessions.offer(QUIET));
            Await.result(session.remoteAnswer(peer.answer()));
            IceCredentials own = session.description().credentials();
            peer.renew();
            String answer = Await.result(session.accept(peer.offer()));
            assertEquals("a=setup:passive", Sdp.line(answer, "a=setup:"));
            assertEquals(Sdp.line(session.offer(), "o=").replace(" 0 IN", " 1 IN"), Sdp.line(answer, "o="));
            assertTrue(!own.equals(session.description().credentials()));
        }
    }

    @Test
    void refusesARestartBeforeItKnowsThePeer() throws Exception {
        try (PeerSessions sessions = sessions()) {
            PeerSession session = Await.result(sessions.offer(QUIET));
            IllegalStateException refusal =
                    assertInstanceOf(IllegalStateException.class, Await.failure(session.restart(peer.credentials)));
            assertEquals("restart: the peer's first credentials are not known yet", refusal.getMessage());
            assertInstanceOf(IllegalStateException.class, Await.failure(session.accept(peer.offer())));
            Await.result(session.remoteAnswer(peer.answer()));
        }
    }

    @Test
    void refusesAnAnswerThatBreaksARuleAndWaitsForAnother() throws Exception {
        try (PeerSessions sessions = sessions()) {
            PeerSession session = Await.result(sessions.offer(QUIET));
            SdpException refusal =
                    assertInstanceOf(SdpException.class, Await.failure(session.remoteAnswer(peer.offer())));
            assertEquals("a=setup", refusal.field());
            Await.result(session.remoteAnswer(peer.answer()));
        }
    }

    @Test
    void refusesARoleOtherThanItTold() throws Exception {
        PeerSession session = Await.result(one().role(DtlsRole.SERVER).start());
        assertInstanceOf(
                IllegalArgumentException.class,
                Await.failure(session.remote(peer.credentials, List.of(), DtlsRole.CLIENT)));
        Await.result(session.remote(peer.credentials, List.of(), DtlsRole.SERVER));
        Await.result(session.close());
    }
}
