package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Stun;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chromium connects, is shown what happens, and leaves. */
final class ChromiumIT {
    private static final String SUITE = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

    /** Connects without the page's own code, and leaves what it made in {@code window.hand}. */
    private static final String BY_HAND = """
            (async () => {
              const pc = new RTCPeerConnection();
              pc.createDataChannel('by hand');
              await pc.setLocalDescription();
              const offered = performance.now();
              const answer = await fetch('/whip', {
                method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: pc.localDescription.sdp });
              window.hand = { pc, url: answer.headers.get('Location') };
              await pc.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
              while (pc.connectionState !== 'connected') {
                await new Promise(changed => pc.addEventListener('connectionstatechange', changed, { once: true }));
              }
              return { millis: performance.now() - offered, url: hand.url,
                       ufrag: /^a=ice-ufrag:(.+)$/m.exec(pc.remoteDescription.sdp)[1].trim() };
            })()
            """;

    @SuppressWarnings("NullAway.Init")
    private static Rig rig;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @SuppressWarnings("NullAway.Init")
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.warm();
        browser = rig.browser();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : Arrays.asList(browser, rig)) {
            if (part != null) {
                part.close();
            }
        }
    }

    @BeforeEach
    void connect() throws Exception {
        page = rig.connect(browser);
    }

    /** Each page holds a connection for its live figures, and a browser opens six to a server at most. */
    @AfterEach
    void leave() {
        page.close();
    }

    @Test
    void connectsWithinThreeSecondsOfTheOffer() throws Exception {
        JsonNode connected = page.evaluate(BY_HAND);
        assertTrue(connected.path("millis").asDouble() < 3000, connected.toString());
    }

    @Test
    void agreesOnDtlsAsTheBrowserReportsIt() throws Exception {
        JsonNode transport = page.evaluate(
                "floe.pc.getStats().then(all => [...all.values()].find(one => one.type === 'transport'))");
        assertEquals("connected", transport.path("dtlsState").asText());
        assertEquals("FEFD", transport.path("tlsVersion").asText());
        assertEquals(SUITE, transport.path("dtlsCipher").asText());
    }

    @Test
    void isReportedByTheServerAsItIs() throws Exception {
        JsonNode session = rig.session(page);
        String candidate = page.evaluate("/candidate:(.+)/.exec(floe.pc.remoteDescription.sdp)[1]")
                .asText();
        String[] words = candidate.split(" ", -1);
        assertEquals("CONNECTED", session.path("state").asText());
        assertEquals("GRANTED", session.path("consent").path("state").asText());
        assertTrue(session.path("consent").path("lastProofAgoMs").asLong(-1) >= 0, session.toString());
        assertTrue(session.path("consent").path("lastProofAgoMs").asLong() < 5000, session.toString());
        assertTrue(session.path("rttMs").asDouble() > 0 && session.path("rttMs").asDouble() < 1000, session.toString());
        assertEquals(
                words[4] + ":" + words[5], session.path("pair").path("local").asText());
        assertEquals(remote(), session.path("pair").path("remote").asText());
        assertEquals("CONNECTED", session.path("dtls").path("state").asText());
        assertEquals("DTLS 1.2", session.path("dtls").path("version").asText());
        assertEquals(SUITE, session.path("dtls").path("cipher").asText());
        for (String counter : List.of("checksIn", "checksOut", "responsesIn", "responsesOut", "toSlots")) {
            assertTrue(session.path("counters").path(counter).asLong() > 0, counter + " in " + session);
        }
        assertTrue(session.path("end").isNull(), session.toString());
    }

    /** Returns the browser's port of the selected pair, at the address that the server shows: the browser hides its own. */
    private String remote() throws Exception {
        String port = page.evaluate("""
                        floe.pc.getStats().then(all => {
                          const transport = [...all.values()].find(one => one.type === 'transport');
                          return all.get(all.get(transport.selectedCandidatePairId).localCandidateId).port;
                        })
                        """).asText();
        String shown = rig.session(page).path("pair").path("remote").asText();
        return shown.substring(0, shown.lastIndexOf(':') + 1) + port;
    }

    @Test
    void showsInWordsWhatTheServerSays() throws Exception {
        JsonNode session = rig.session(page);
        Await.until(
                "the browser's own words",
                Rig.SOON,
                () -> page.text("cipher-browser").equals(SUITE));
        Await.until(
                "the end of the handshake",
                Rig.SOON,
                () -> page.text("dtls-server").equals("connected"));
        assertEquals("connected", page.text("ice-server"));
        assertEquals("connected", page.text("dtls-browser"));
        assertEquals("DTLS 1.2", page.text("version-server"));
        assertEquals("DTLS 1.2", page.text("version-browser"));
        assertEquals(SUITE, page.text("cipher-server"));
        assertEquals("granted", page.text("consent"));
        assertEquals(session.path("pair").path("local").asText(), page.text("pair-local"));
        assertEquals(session.path("pair").path("remote").asText(), page.text("pair-remote"));
        assertEquals(session.path("id").asText(), page.text("session-id"));
        assertTrue(page.text("rtt").endsWith(" ms"), page.text("rtt"));
        assertTrue(page.text("proof-age").matches("[0-9]\\.[0-9] s"), page.text("proof-age"));
        Await.until(
                "a plot of round-trip times",
                Rig.SOON,
                () -> page.evaluate("document.querySelectorAll('#plot .line').length")
                                .asInt()
                        > 0);
    }

    @Test
    void showsTheSameCountersAsTheServerBeforeAndAfterAForgedCheck() throws Exception {
        Await.until("the server's figures", Rig.SOON, () -> shown().equals(counted(rig.session(page))));
        assertEquals("", drops());
        assertEquals(0, rig.session(page).path("drops").size());
        forge();
        Await.until("the drop", Rig.SOON, () -> drops().equals("BAD_INTEGRITY=1"));
        assertEquals(1, rig.session(page).path("drops").path("BAD_INTEGRITY").asInt());
        Await.until("the server's figures", Rig.SOON, () -> shown().equals(counted(rig.session(page))));
        assertEquals("connected", page.text("state"));
    }

    private String drops() {
        return page.evaluate(
                        "[...document.querySelectorAll('#drops li')].map(li => `${li.dataset.drop}=${li.dataset.value}`).join()")
                .asText();
    }

    private Map<String, String> shown() {
        JsonNode cells = page.evaluate(
                "Object.fromEntries([...document.querySelectorAll('[data-counter]')].map(dd => [dd.dataset.counter, dd.dataset.value]))");
        return values(cells, cells.fieldNames());
    }

    private static Map<String, String> counted(JsonNode session) {
        return values(
                session.path("counters"),
                List.of(
                                "checksIn",
                                "responsesOut",
                                "checksOut",
                                "responsesIn",
                                "datagramsIn",
                                "datagramsOut",
                                "bytesIn",
                                "bytesOut",
                                "toSlots",
                                "errorsOut")
                        .iterator());
    }

    private static Map<String, String> values(JsonNode node, Iterator<String> names) {
        Map<String, String> values = new TreeMap<>();
        names.forEachRemaining(name -> values.put(name, node.path(name).asText()));
        return values;
    }

    /** Sends a check with the right names and a wrong password from a socket of the test's own. */
    private void forge() throws Exception {
        String ufrags = page.evaluate("[floe.pc.remoteDescription.sdp, floe.pc.localDescription.sdp]"
                        + ".map(sdp => /^a=ice-ufrag:(.+)$/m.exec(sdp)[1].trim()).join(':')")
                .asText();
        byte[] check = Stun.check(ufrags, "not-the-password-at-all/");
        URI local = URI.create(
                "udp://" + rig.session(page).path("pair").path("local").asText());
        try (DatagramSocket stranger = new DatagramSocket()) {
            stranger.send(
                    new DatagramPacket(check, check.length, new InetSocketAddress(local.getHost(), local.getPort())));
        }
    }

    @Test
    void endsAtOnceWhenThePageClosesItsConnection() throws Exception {
        JsonNode connected = page.evaluate(BY_HAND);
        page.evaluate("hand.pc.close()");
        JsonNode session = rig.end(connected.path("ufrag").asText(), Rig.SOON);
        assertEquals("DTLS_CLOSED", session.path("end").path("reason").asText());
        assertEquals("REVOKED", session.path("consent").path("state").asText());
        assertTrue(session.path("consent").path("lastHeardAgoMs").asLong() < 5000, session.toString());
    }

    @Test
    void endsAtOnceWhenItsTabIsClosed() throws Exception {
        String ufrag = page.evaluate("floe.ufrag").asText();
        page.close();
        String reason = rig.end(ufrag, Rig.SOON).path("end").path("reason").asText();
        assertTrue(List.of("DTLS_CLOSED", "CLOSED").contains(reason), reason);
    }

    @Test
    void noticesWhenItsSessionIsDeleted() throws Exception {
        JsonNode connected = page.evaluate(BY_HAND);
        assertEquals(
                200, rig.http().call("DELETE", connected.path("url").asText()).statusCode());
        JsonNode session = rig.session(connected.path("ufrag").asText());
        assertEquals("CLOSED", session.path("end").path("reason").asText());
        Await.until(
                "a browser that noticed",
                Rig.SOON,
                () -> page.evaluate("hand.pc.sctp.transport.state").asText().equals("closed"));
    }

    @Test
    void saysHowItEndedAndConnectsAgainAtTheUsersWish() throws Exception {
        String first = page.evaluate("floe.ufrag").asText();
        page.click("close");
        Await.until(
                "the end",
                Rig.SOON,
                () -> !page.evaluate("document.getElementById('end').dataset.reason")
                        .asText()
                        .isEmpty());
        assertEquals("closed", page.text("state"));
        page.click("reconnect");
        Await.until("another session", Rig.SOON, () -> page.text("state").equals("connected"));
        Await.until("its figures", Rig.SOON, () -> page.value("consent").equals("GRANTED"));
        assertTrue(!page.evaluate("floe.ufrag").asText().equals(first));
    }

    @Test
    void loadsNothingFromElsewhere() throws Exception {
        List<String> loaded = new ArrayList<>();
        page.evaluate("performance.getEntriesByType('resource').map(one => new URL(one.name).origin)")
                .forEach(origin -> loaded.add(origin.asText()));
        String own = page.evaluate("location.origin").asText();
        assertEquals(
                List.of(), loaded.stream().filter(origin -> !origin.equals(own)).toList());
    }

    @Test
    void countsLiveSessionsWithoutTheEndedOnes() throws Exception {
        page.evaluate(BY_HAND);
        page.evaluate("hand.pc.close()");
        Await.until("the count", Rig.SOON, () -> page.value("live").equals(Long.toString(liveSessions())));
    }

    private static long liveSessions() throws Exception {
        long live = 0;
        for (JsonNode session : rig.http().sessions()) {
            live += session.path("end").isNull() ? 1 : 0;
        }
        return live;
    }
}
