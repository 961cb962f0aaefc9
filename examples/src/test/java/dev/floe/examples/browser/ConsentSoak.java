package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.options.ServerOptions;
import dev.floe.ice.ConsentPolicy;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.status.ConsentState;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionState;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Half an hour of consent against Chromium at the shortest period. No part of the usual build: its name ends in neither
 * {@code Test} nor {@code IT}. docs/testing.md tells how to run it.
 */
final class ConsentSoak {
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("floe.soak.minutes", 30));

    @Timeout(value = 2, unit = TimeUnit.HOURS)
    @Test
    void consentHoldsAtTheShortestPeriod() throws Exception {
        InetAddress host = ServerOptions.parse(List.of()).address();
        BouncyCastleDtls dtls = BouncyCastleDtls.selfSigned();
        try (PeerSessions peers = PeerSessions.builder()
                        .address(host)
                        .dtls(dtls)
                        .consent(ConsentPolicy.DEFAULT.withPeriod(PERIOD))
                        .build();
                Chromium browser = Chromium.start()) {
            Page page = browser.open(URI.create("about:blank"));
            PeerSession session = connect(peers, page);
            assertHolds(session);

            PeerStats stats = done(session.stats());
            System.out.println(LENGTH + " at " + PERIOD + ": " + stats.totals() + " " + stats.drops() + " "
                    + stats.roundTrip().orElseThrow());
            assertEquals(SessionState.CONNECTED, stats.state());
            assertEquals(ConsentState.GRANTED, stats.consent());
            assertEquals("connected", page.evaluate("pc.connectionState").asText());
            long expected = LENGTH.dividedBy(PERIOD);
            long asked = stats.totals().getOrDefault("checksOut", 0L);
            assertTrue(asked > expected * 0.9 && asked < expected * 1.1, asked + " checks, expected about " + expected);
            assertEquals(0L, stats.totals().get("checksLost"));
        }
    }

    private static PeerSession connect(PeerSessions peers, Page page) throws Exception {
        String offer = page.evaluate("""
                (async () => {
                  window.pc = new RTCPeerConnection();
                  pc.createDataChannel('floe');
                  await pc.setLocalDescription();
                  return pc.localDescription.sdp;
                })()
                """).asText();
        PeerSession session = done(peers.accept(offer, new SessionListener() {}));
        String answer = Page.quoted(session.answer());
        page.evaluate("pc.setRemoteDescription({ type: 'answer', sdp: " + answer + " })");
        return done(session.secured());
    }

    /** The session's end is what would come too early. */
    private static void assertHolds(PeerSession session) throws Exception {
        try {
            throw new AssertionError(session.closed().toCompletableFuture().get(LENGTH.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException held) {
            assertEquals(SessionState.CONNECTED, session.state());
        }
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
