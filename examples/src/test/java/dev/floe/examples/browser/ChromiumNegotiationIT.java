package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Await;
import dev.floe.ice.CandidatePair;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.DtlsRole;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chromium against sessions in this process, descriptions carried by hand: who offers, what restarts, which path. */
final class ChromiumNegotiationIT {
    private static final String OFFER = """
            (async () => {
              window.pc = new RTCPeerConnection();
              pc.createDataChannel('floe');
              await pc.setLocalDescription();
              return pc.localDescription.sdp;
            })()
            """;

    /** Writes down what the session tells. */
    private static final class Notes implements SessionListener {
        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

        @Override
        public void onSelectedPair(PeerSession session, CandidatePair pair) {
            heard.add(pair.remote());
        }

        @Override
        public void onDtlsState(PeerSession session, DtlsState state) {
            heard.add(state);
        }
    }

    private static InetAddress host;
    private static PeerSessions peers;
    private static Chromium browser;

    private final Notes notes = new Notes();

    @BeforeAll
    static void start() throws Exception {
        Chromium.find();
        host = ServerOptions.parse(List.of()).address();
        BouncyCastleDtls dtls = BouncyCastleDtls.selfSigned();
        done(dtls.warmedUp());
        peers = PeerSessions.builder().address(host).dtls(dtls).build();
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : Arrays.asList(browser, peers)) {
            if (part != null) {
                part.close();
            }
        }
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Page page() {
        return browser.open(URI.create("about:blank"));
    }

    private static void setRemote(Page page, String type, String sdp) {
        page.evaluate("pc.setRemoteDescription({ type: '" + type + "', sdp: " + Page.quoted(sdp) + " })");
    }

    private static String answerTo(Page page, String offer, String setup) {
        return page.evaluate("""
                        (async () => {
                          window.pc = new RTCPeerConnection();
                          await pc.setRemoteDescription({ type: 'offer', sdp: %s });
                          const answer = await pc.createAnswer();
                          answer.sdp = answer.sdp.replace('a=setup:active', 'a=setup:%s');
                          await pc.setLocalDescription(answer);
                          return pc.localDescription.sdp;
                        })()
                        """.formatted(Page.quoted(offer), setup)).asText();
    }

    @Tag("I16")
    @ParameterizedTest
    @CsvSource({"active, SERVER", "passive, CLIENT"})
    void connectsWhenTheServerOffers(String setup, DtlsRole role) throws Exception {
        Page page = page();
        PeerSession session = done(peers.offer(notes));
        String answer = answerTo(page, session.offer(), setup);
        Await.until("an early check", Rig.SOON, () -> total(session, "checksIn") > 0);
        PeerStats early = done(session.stats());
        assertEquals(early.totals().get("responsesOut"), early.totals().get("datagramsOut"));

        done(session.remoteAnswer(answer));
        done(session.secured());
        assertEquals(Optional.of(role), session.description().role());
        assertConnected(page);
        assertEndsWellFrom(page, session);
    }

    private static long total(PeerSession session, String name) throws Exception {
        return done(session.stats()).totals().getOrDefault(name, 0L);
    }

    private static void assertConnected(Page page) throws Exception {
        Await.until(
                "a browser that is connected",
                Rig.SOON,
                () -> page.evaluate("pc.connectionState").asText().equals("connected"));
    }

    /** The goodbye is protected: it shows that both sides still have the same association. */
    private static void assertEndsWellFrom(Page page, PeerSession session) throws Exception {
        page.evaluate("pc.close()");
        SessionEnd end = done(session.closed());
        assertEquals(EndReason.DTLS_CLOSED, end.reason());
    }

    @Tag("I26")
    @Test
    void restartsByALaterOfferWithoutAnotherHandshakeWhoeverOfferedFirst() throws Exception {
        for (boolean serverOffers : new boolean[] {false, true}) {
            notes.heard.clear();
            Page page = page();
            PeerSession session = serverOffers ? offered(page) : answered(page);
            done(session.secured());
            assertConnected(page);
            notes.heard.removeIf(DtlsState.class::isInstance);
            String before = session.description().credentials().ufrag();

            page.evaluate("pc.restartIce()");
            String offer = page.evaluate("pc.setLocalDescription().then(() => pc.localDescription.sdp)")
                    .asText();
            setRemote(page, "answer", done(session.accept(offer)));

            assertNotEquals(before, session.description().credentials().ufrag());
            awaitSelectedUnderNewNames(page);
            assertTrue(notes.heard.stream().noneMatch(DtlsState.class::isInstance), notes.heard.toString());
            assertEndsWellFrom(page, session);
        }
    }

    private PeerSession answered(Page page) throws Exception {
        PeerSession session = done(peers.accept(page.evaluate(OFFER).asText(), notes));
        setRemote(page, "answer", session.answer());
        return session;
    }

    private PeerSession offered(Page page) throws Exception {
        PeerSession session = done(peers.offer(notes));
        done(session.remoteAnswer(answerTo(page, session.offer(), "active")));
        return session;
    }

    private static void awaitSelectedUnderNewNames(Page page) throws Exception {
        Await.until(
                "a pair under the new names", Rig.SOON, () -> page.evaluate("""
                        pc.getStats().then(all => {
                          const transport = [...all.values()].find(one => one.type === 'transport');
                          const local = all.get(all.get(transport.selectedCandidatePairId)?.localCandidateId);
                          return transport.dtlsState === 'connected'
                              && pc.localDescription.sdp.includes(`a=ice-ufrag:${local?.usernameFragment}`);
                        })
                        """).asBoolean());
    }

    @Tag("I23")
    @Test
    void finishesItsHandshakeOnAnotherPathThatIsNominatedInTheMiddleOfIt() throws Exception {
        Page page = page();
        PeerSession session = done(peers.accept(page.evaluate(OFFER).asText(), notes));
        AtomicBoolean midway = new AtomicBoolean();
        // The session's first flight gets lost, and from then on there is another, better path.
        Relay.Script first = (fromSession, kind) -> {
            boolean dtls = kind >= 20 && kind < 64;
            if (dtls && fromSession) {
                midway.set(true);
            }
            return !dtls || !midway.get();
        };
        try (Relay former = new Relay(host, session.localAddress(), first);
                Relay better = new Relay(host, session.localAddress(), (fromSession, kind) -> midway.get())) {
            setRemote(page, "answer", detour(session.answer(), former.front(), better.front()));
            done(session.secured());
            assertConnected(page);
            List<Object> heard = List.copyOf(notes.heard);
            assertEquals(former.back(), heard.get(0));
            assertTrue(heard.indexOf(DtlsState.CONNECTING) < heard.indexOf(better.back()), heard.toString());
            assertTrue(heard.indexOf(better.back()) < heard.indexOf(DtlsState.CONNECTED), heard.toString());
            assertEndsWellFrom(page, session);
        }
    }

    private static String detour(String answer, InetSocketAddress lesser, InetSocketAddress greater) {
        String own = answer.lines()
                .filter(line -> line.startsWith("a=candidate:"))
                .findFirst()
                .orElseThrow();
        return answer.replace(own, candidate(1, 2122260223L, lesser) + "\r\n" + candidate(2, 2130706431L, greater));
    }

    private static String candidate(int foundation, long priority, InetSocketAddress address) {
        return "a=candidate:" + foundation + " 1 udp " + priority + " "
                + address.getAddress().getHostAddress() + " " + address.getPort() + " typ host";
    }
}
