package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.CandidatePair;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.LocalDescription;
import dev.floe.sdp.SdpException;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionState;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ICE restarts of a session that lives, over real sockets. */
class RestartTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final byte[] DATA = {23, 1, 2, 3};

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final SessionListener notes = new SessionListener() {
        @Override
        public void onSelectedPair(PeerSession session, CandidatePair pair) {
            heard.add(pair);
        }

        @Override
        public void onDtlsState(PeerSession session, DtlsState state) {
            heard.add(state);
        }
    };
    private PeerSessions sessions;
    private ScriptedPeer peer;
    private PeerSession session;
    private IceCredentials oldLocal;
    private IceCredentials oldRemote;

    @BeforeEach
    void connect() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
        sessions = PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(new FakeDtls())
                .data(link -> new UnreadData())
                .consent(ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(200)))
                .build();
        session = Await.result(sessions.accept(peer.offer(), notes));
        peer.check(session);
        Await.result(session.connected());
        peer.send(session.localAddress(), FakeDtls.HELLO);
        Await.result(session.secured());
        assertArrayEquals(FakeDtls.HELLO, peer.awaitPayload());
        oldLocal = session.description().credentials();
        oldRemote = peer.credentials;
        heard.clear();
    }

    @AfterEach
    void leaveNoThread() throws Exception {
        sessions.close();
        peer.close();
        Machine.awaitNoLoopThreads();
    }

    private void assertDataFlows(ScriptedPeer with) throws Exception {
        with.send(session.localAddress(), DATA);
        assertArrayEquals(DATA, with.awaitPayload());
    }

    private String username(IceCredentials remote, IceCredentials local) {
        return remote.ufrag() + ":" + local.ufrag();
    }

    @Tag("I26")
    @Tag("C12")
    @Test
    void keepsDataAndConsentOnTheOldPairUntilThePeerChecksUnderNewCredentials() throws Exception {
        LocalDescription fresh = Await.result(session.restart(peer.renew()));
        assertEquals(fresh, session.description());
        assertNotEquals(oldLocal.ufrag(), fresh.credentials().ufrag());
        assertNotEquals(oldLocal.password(), fresh.credentials().password());

        peer.checkedAs.clear();
        peer.awaitCheckAs(username(oldRemote, oldLocal));
        assertDataFlows(peer);
        peer.responses.clear();
        peer.check(session.localAddress(), oldLocal, oldRemote);
        assertEquals(0, peer.awaitResponse());
        assertEquals(List.of(), List.copyOf(heard));
        assertEquals(SessionState.CONNECTED, session.state());
    }

    @Tag("I26")
    @Tag("C11")
    @Test
    void movesToTheNewCredentialsOnTheSameFiveTupleAndForgetsTheOldOnes() throws Exception {
        Await.result(session.restart(peer.renew()));
        peer.responses.clear();
        peer.check(session);
        assertEquals(0, peer.awaitResponse());
        IceCredentials newLocal = session.description().credentials();
        peer.awaitCheckAs(username(peer.credentials, newLocal));
        peer.checkedAs.clear();
        peer.awaitCheckAs(username(peer.credentials, newLocal));
        assertDataFlows(peer);

        peer.responses.clear();
        peer.check(session.localAddress(), oldLocal, oldRemote);
        assertEquals(401, peer.awaitResponse());
        PeerStats stats = Await.result(session.stats());
        assertEquals(1, stats.drops().get(DropReason.WRONG_LOCAL_UFRAG));
        assertEquals(DtlsState.CONNECTED, stats.dtlsState());
        assertTrue(heard.stream().noneMatch(DtlsState.class::isInstance), heard.toString());
    }

    @Tag("I23")
    @Test
    void movesToAnotherPairUnderTheNewCredentialsWithoutAnotherHandshake() throws Exception {
        ScriptedPeer elsewhere = new ScriptedPeer(LOOPBACK);
        try {
            Await.result(session.restart(elsewhere.credentials));
            elsewhere.check(session);
            elsewhere.awaitCheck();
            assertEquals(
                    new CandidatePair(session.localAddress(), elsewhere.address()),
                    heard.poll(ScriptedPeer.PATIENCE_SECONDS, java.util.concurrent.TimeUnit.SECONDS));
            assertDataFlows(elsewhere);
            assertEquals(List.of(), List.copyOf(heard));
        } finally {
            elsewhere.close();
        }
    }

    @Tag("I26")
    @Test
    void restartsForAnOfferWithNewCredentialsAndAnswersItAsTheNextVersion() throws Exception {
        String first = session.answer();
        peer.renew();
        String second = Await.result(session.accept(peer.offer()));

        assertEquals(second, session.answer());
        assertEquals(Sdp.line(first, "o=").replace(" 0 IN", " 1 IN"), Sdp.line(second, "o="));
        assertEquals(Sdp.line(first, "a=candidate:"), Sdp.line(second, "a=candidate:"));
        assertEquals(Sdp.line(first, "a=setup:"), Sdp.line(second, "a=setup:"));
        assertNotEquals(oldLocal, session.description().credentials());
        assertEquals("a=ice-ufrag:" + session.description().credentials().ufrag(), Sdp.line(second, "a=ice-ufrag:"));
        assertEquals(peer.credentials, session.remoteDescription().orElseThrow().credentials());
        peer.check(session);
        peer.awaitCheckAs(username(peer.credentials, session.description().credentials()));
        assertDataFlows(peer);
    }

    @Test
    void answersAnOfferWithTheSameCredentialsWithoutARestart() throws Exception {
        String first = session.answer();
        String second = Await.result(session.accept(peer.offer()));
        assertEquals(first.replace(" 0 IN IP4", " 1 IN IP4"), second);
        assertEquals(oldLocal, session.description().credentials());
    }

    @Test
    void comparesALaterOfferWithTheCredentialsThatARestartBrought() throws Exception {
        Await.result(session.restart(peer.renew()));
        IceCredentials local = session.description().credentials();
        String again = Await.result(session.accept(peer.offer()));
        assertEquals(local, session.description().credentials());
        assertTrue(again.contains(" 2 IN IP4"), "one version for the restart, one for the offer");
    }

    @ParameterizedTest
    @CsvSource({
        "a=ice-pwd, a=ice-ufrag:, a=ice-ufrag:another",
        "a=ice-ufrag, a=ice-pwd:, a=ice-pwd:anotherPasswordOfTwentyFour",
        "a=fingerprint, a=fingerprint:, 'a=fingerprint:sha-256 FF:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F:20'",
        "a=setup, a=setup:, a=setup:passive",
        "offer, v=, v=1",
    })
    @Tag("R9")
    void refusesAnOfferThatBreaksARuleAndGoesOn(String field, String prefix, String line) throws Exception {
        String answer = session.answer();
        String offer = peer.offer().replace(Sdp.line(peer.offer(), prefix), line);
        SdpException refusal = assertInstanceOf(SdpException.class, Await.failure(session.accept(offer)));
        assertEquals(field, refusal.field());
        assertEquals(answer, session.answer());
        assertDataFlows(peer);
    }

    @Test
    void refusesCredentialsThatStayAndGoesOn() throws Exception {
        IceCredentials sameUfrag = IceCredentials.of(oldRemote.ufrag(), "anotherPasswordOfTwentyFour");
        Throwable refusal = Await.failure(session.restart(sameUfrag));
        assertInstanceOf(IllegalArgumentException.class, refusal);
        assertEquals("remote ice-ufrag: an ICE restart must change it (RFC 8445 section 9)", refusal.getMessage());
        Throwable other = Await.failure(session.restart(IceCredentials.of("another", oldRemote.password())));
        assertEquals("remote ice-pwd: an ICE restart must change it (RFC 8445 section 9)", other.getMessage());
        assertEquals(oldLocal, session.description().credentials());
        assertDataFlows(peer);
    }

    @Test
    void refusesEverythingAfterTheEnd() throws Exception {
        Await.result(session.close());
        for (Throwable refusal : List.of(
                Await.failure(session.restart(peer.renew())),
                Await.failure(session.accept(peer.offer())),
                Await.failure(session.remoteAnswer(peer.answer())))) {
            assertInstanceOf(IllegalStateException.class, refusal);
            assertEquals("the session has ended", refusal.getMessage());
        }
    }
}
