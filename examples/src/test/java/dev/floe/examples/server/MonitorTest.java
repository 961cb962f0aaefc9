package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Http;
import dev.floe.examples.support.RawHttp;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server tells about its sessions. */
final class MonitorTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private TestServer server;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        http = server.http();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ScriptedPeer connect() throws Exception {
        ScriptedPeer peer = new ScriptedPeer(http.offer(Sdp.offer()).body());
        peer.connect();
        return peer;
    }

    private JsonNode session(ScriptedPeer peer) throws Exception {
        return http.session(peer.serverUfrag()).orElseThrow();
    }

    @Test
    void beginsWithAnEmptyList() throws Exception {
        HttpResponse<String> sessions = http.get("/sessions");
        assertEquals(200, sessions.statusCode());
        assertEquals("application/json", Http.header(sessions, "content-type"));
        assertEquals("[]", sessions.body());
    }

    @Test
    void tellsEverythingAboutANewSession() throws Exception {
        String answer = http.offer(Sdp.offer()).body();
        JsonNode session = http.sessions().get(0);
        assertTrue(session.path("id").asText().matches("[0-9a-f]{16}"), session.toString());
        assertEquals(
                Sdp.value(answer, "a=ice-ufrag:"), session.path("localUfrag").asText());
        assertEquals("NEW", session.path("state").asText());
        assertEquals("NONE", session.path("consent").path("state").asText());
        assertTrue(session.path("consent").path("lastProofAgoMs").isNull());
        assertTrue(session.path("rttMs").isNull());
        assertTrue(session.path("pair").isNull());
        assertTrue(session.path("end").isNull());
        assertEquals(0, session.path("counters").path("checksIn").asInt(-1));
        assertEquals(0, session.path("counters").path("checksOut").asInt(-1));
        assertEquals(0, session.path("counters").path("responsesIn").asInt(-1));
        assertTrue(session.path("drops").isObject() && session.path("drops").isEmpty());
    }

    @Test
    void followsASessionThatConnects() throws Exception {
        try (ScriptedPeer peer = connect()) {
            Await.until(
                    "connected",
                    SOON,
                    () -> session(peer).path("state").asText().equals("CONNECTED"));
            JsonNode session = session(peer);
            assertEquals("GRANTED", session.path("consent").path("state").asText());
            assertTrue(session.path("consent").path("lastProofAgoMs").asLong(-1) >= 0, session.toString());
            assertTrue(session.path("rttMs").asDouble() > 0, session.toString());
            assertEquals(
                    "127.0.0.1:" + peer.server().getPort(),
                    session.path("pair").path("local").asText());
            assertTrue(session.path("pair").path("remote").asText().startsWith("127.0.0.1:"), session.toString());
            assertTrue(session.path("counters").path("checksIn").asLong() >= 1, session.toString());
            assertTrue(session.path("counters").path("checksOut").asLong() >= 1, session.toString());
            assertTrue(session.path("counters").path("responsesIn").asLong() >= 1, session.toString());
        }
    }

    @Test
    void countsAForgedCheckUnderItsReason() throws Exception {
        try (ScriptedPeer peer = connect()) {
            peer.forge();
            Await.until(
                    "the drop",
                    SOON,
                    () -> session(peer).path("drops").path("BAD_INTEGRITY").asInt() == 1);
        }
    }

    @Test
    void tellsAboutOneSessionByItsId() throws Exception {
        http.offer(Sdp.offer());
        String id = http.sessions().get(0).path("id").asText();
        assertEquals(id, Http.json(http.get("/sessions/" + id)).path("id").asText());
        assertEquals(404, http.get("/sessions/" + "0".repeat(16)).statusCode());
        assertEquals(404, http.get("/sessions/").statusCode());
    }

    @Test
    void tellsWhatHasHappenedToASession() throws Exception {
        try (ScriptedPeer peer = connect()) {
            String id = Await.found(
                            "connected",
                            SOON,
                            () -> Optional.of(session(peer))
                                    .filter(one -> one.path("state").asText().equals("CONNECTED")))
                    .path("id")
                    .asText();
            JsonNode timeline = Http.json(http.get("/sessions/" + id)).path("timeline");
            List<String> kinds = new ArrayList<>();
            double last = 0;
            for (JsonNode event : timeline) {
                String words = event.path("words").asText();
                kinds.add(words.substring(0, words.indexOf(' ')));
                assertTrue(event.path("atMs").asDouble(-1) >= last, timeline.toString());
                last = event.path("atMs").asDouble();
            }
            assertTrue(
                    kinds.containsAll(List.of("check", "nominated:", "proven:", "path", "state")), timeline.toString());
            assertTrue(http.sessions().get(0).path("timeline").isMissingNode());
        }
    }

    @Test
    void handsOutARecording() throws Exception {
        try (ScriptedPeer peer = connect()) {
            String id = session(peer).path("id").asText();
            HttpResponse<String> dump = http.get("/sessions/" + id + ".txt");
            assertEquals("text/plain; charset=utf-8", Http.header(dump, "content-type"));
            assertTrue(dump.body().startsWith("session " + id + " at "), dump.body());
            HttpResponse<String> capture = http.get("/sessions/" + id + ".pcapng");
            assertEquals("application/x-pcapng", Http.header(capture, "content-type"));
            assertTrue(capture.body().startsWith("\n\r\r\n"));
            assertEquals(404, http.get("/sessions/" + id + ".").statusCode());
            assertEquals(404, http.get("/sessions/" + id + ".txt.pcapng").statusCode());
        }
    }

    @Test
    void tellsHowASessionEnded() throws Exception {
        http.call("DELETE", Http.header(http.offer(Sdp.offer()), "location"));
        JsonNode end = http.sessions().get(0).path("end");
        assertEquals("CLOSED", end.path("reason").asText());
        assertTrue(end.path("afterMs").asLong(-1) >= 0, end.toString());
    }

    @Test
    void tellsThatNobodyEverConnected() throws Exception {
        try (TestServer hasty = TestServer.start("--connect-timeout", "1s")) {
            hasty.http().offer(Sdp.offer());
            JsonNode end = Await.found(
                    "the end",
                    SOON,
                    () -> Optional.of(hasty.http().sessions().get(0).path("end"))
                            .filter(JsonNode::isObject));
            assertEquals("NEVER_CONNECTED", end.path("reason").asText());
            assertTrue(Math.abs(end.path("afterMs").asLong() - 1000) < 500, end.toString());
        }
    }

    @Test
    void changesNothingOnSessions() throws Exception {
        assertEquals(405, http.call("DELETE", "/sessions").statusCode());
        assertEquals("GET, HEAD, OPTIONS", Http.header(http.call("POST", "/events"), "allow"));
    }

    @Test
    void sendsTheListOnceASecond() throws Exception {
        http.offer(Sdp.offer());
        try (RawHttp listener = listen()) {
            long first = System.nanoTime();
            listener.readEvent();
            listener.readEvent();
            JsonNode third = new ObjectMapper().readTree(listener.readEvent());
            long millis = Duration.ofNanos(System.nanoTime() - first).toMillis();
            assertEquals("NEW", third.get(0).path("state").asText());
            assertTrue(millis >= 1500 && millis < 4000, millis + " ms");
        }
    }

    @Test
    void admitsThirtyTwoListenersAndAnotherWhenOneHasLeft() throws Exception {
        List<RawHttp> listeners = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            listeners.add(listen());
        }
        HttpResponse<String> refused = http.get("/events");
        assertEquals(503, refused.statusCode());
        assertEquals("5", Http.header(refused, "retry-after"));
        listeners.get(0).close();
        Await.until("a free place", SOON, () -> RawHttp.status(server.server().uri(), request("/events")) == 200);
        for (RawHttp listener : listeners) {
            listener.close();
        }
    }

    private RawHttp listen() throws IOException {
        RawHttp listener = new RawHttp(server.server().uri());
        assertTrue(listener.send(request("/events")).readHead().startsWith("HTTP/1.1 200 "));
        return listener;
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\nHost: localhost\n\n";
    }
}
