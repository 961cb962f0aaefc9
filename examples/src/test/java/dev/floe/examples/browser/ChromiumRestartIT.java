package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page restarts ICE by WHIP's PATCH. */
final class ChromiumRestartIT {
    /** Notes what happens to DTLS from now on. */
    private static final String WATCH = """
            (() => {
              const dtls = floe.pc.sctp.transport;
              window.watched = { states: [], dtls };
              dtls.addEventListener('statechange', () => watched.states.push(dtls.state));
            })()
            """;

    private static final String TRANSPORT = """
            floe.pc.getStats().then(all => {
              const transport = [...all.values()].find(one => one.type === 'transport');
              const local = all.get(all.get(transport.selectedCandidatePairId)?.localCandidateId);
              return { current: floe.pc.localDescription.sdp.includes(`a=ice-ufrag:${local?.usernameFragment}`) };
            })
            """;

    private static final String CERTIFICATE = """
            floe.pc.sctp.transport.getRemoteCertificates().map(der => new Uint8Array(der).join()).join('; ')
            """;

    @Tag("I26")
    @Tag("C12")
    @Test
    void keepsTheDtlsAssociationThroughRestarts() throws Exception {
        try (Rig rig = Rig.start();
                Chromium browser = rig.browser()) {
            Page page = rig.connect(browser);
            String id = rig.session(page).path("id").asText();
            String certificate = certificate(page);
            page.evaluate(WATCH);
            restart(rig, page);
            restart(rig, page);

            JsonNode session = rig.session(page);
            assertEquals(id, session.path("id").asText());
            assertEquals("CONNECTED", session.path("state").asText());
            assertEquals("CONNECTED", session.path("dtls").path("state").asText());
            assertEquals("[]", page.evaluate("watched.states").toString());
            assertEquals(
                    true,
                    page.evaluate("watched.dtls === floe.pc.sctp.transport").asBoolean());
            assertEquals(certificate, certificate(page));

            String ufrag = page.evaluate("floe.ufrag").asText();
            page.evaluate("floe.pc.close()");
            JsonNode ended = rig.end(ufrag, Rig.SOON);
            assertEquals("DTLS_CLOSED", ended.path("end").path("reason").asText());
        }
    }

    /** Asked of the transport itself: Chromium's statistics may keep what they knew before the handshake. */
    private static String certificate(Page page) throws Exception {
        return Await.found(
                "the server's certificate",
                Rig.SOON,
                () -> Optional.of(page.evaluate(CERTIFICATE).asText()).filter(known -> !known.isEmpty()));
    }

    private static void restart(Rig rig, Page page) throws Exception {
        String before = page.evaluate("floe.ufrag").asText();
        assertFalse(page.evaluate("document.getElementById('restart').disabled").asBoolean());
        page.click("restart");
        Await.until(
                "new names",
                Rig.SOON,
                () -> !page.evaluate("floe.ufrag").asText().equals(before));
        Await.until(
                "a pair under the new names",
                Rig.SOON,
                () -> page.evaluate(TRANSPORT).path("current").asBoolean());
        Await.until(
                "a button that can be used again",
                Rig.SOON,
                () -> !page.evaluate("document.getElementById('restart').disabled")
                        .asBoolean());
        assertNotEquals(before, page.evaluate("floe.ufrag").asText());
        long checks = rig.session(page).path("counters").path("responsesIn").asLong();
        Await.until(
                "answers under the new names",
                Rig.SOON,
                () -> rig.session(page).path("counters").path("responsesIn").asLong() > checks);
    }
}
