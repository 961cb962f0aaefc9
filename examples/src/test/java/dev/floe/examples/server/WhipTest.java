package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Http;
import dev.floe.examples.support.RawHttp;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import java.net.DatagramSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The WHIP endpoint (RFC 9725), by its status codes. */
final class WhipTest {
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String CANDIDATE =
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\na=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\r\n";
    private static TestServer server;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        http = server.http();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String open() throws Exception {
        return Http.header(http.offer(Sdp.offer()), "location");
    }

    @Test
    void answersAnOffer() throws Exception {
        HttpResponse<String> created = http.offer(Sdp.offer());
        assertEquals(201, created.statusCode());
        assertEquals("application/sdp", Http.header(created, "content-type"));
        assertTrue(Http.header(created, "location").matches("/whip/[0-9a-f]{32}"), Http.header(created, "location"));
        assertTrue(Http.header(created, "etag").matches("\"[!#-~]+\""), Http.header(created, "etag"));
        assertEquals("passive", Sdp.value(created.body(), "a=setup:"));
        assertTrue(created.body().contains("\r\na=ice-lite\r\n"), created.body());
    }

    @Test
    void toleratesParametersOfTheMediaType() throws Exception {
        assertEquals(
                201,
                http.call("POST", "/whip", "Application/SDP; charset=utf-8", Sdp.offer())
                        .statusCode());
    }

    @Test
    void keepsTheTokenToWhomItWasGiven() throws Exception {
        String token = open().substring("/whip/".length());
        assertFalse(http.get("/sessions").body().contains(token));
    }

    @Test
    void refusesAnotherMediaType() throws Exception {
        HttpResponse<String> refused = http.call("POST", "/whip", "text/plain", Sdp.offer());
        assertEquals(415, refused.statusCode());
        assertEquals("application/sdp", Http.header(refused, "accept-post"));
    }

    static Stream<Arguments> badOffers() {
        return Stream.of(
                Arguments.of("a=ice-ufrag", Sdp.offerWithout("a=ice-ufrag")),
                Arguments.of("a=ice-pwd", Sdp.offerWithout("a=ice-pwd")),
                Arguments.of("a=ice-ufrag", Sdp.offerWith("a=ice-ufrag", "a=ice-ufrag:abc")),
                Arguments.of("a=ice-ufrag", Sdp.offerWith("a=ice-ufrag", "a=ice-ufrag:" + "a".repeat(257))),
                Arguments.of("a=ice-ufrag", Sdp.offerWith("a=ice-ufrag", "a=ice-ufrag:ab-d")),
                Arguments.of("a=ice-pwd", Sdp.offerWith("a=ice-pwd", "a=ice-pwd:tooShortToBeAPassword")),
                Arguments.of("a=ice-pwd", Sdp.offerWith("a=ice-pwd", "a=ice-pwd:" + "a".repeat(257))),
                Arguments.of("a=ice-pwd", Sdp.offerWith("a=ice-pwd", "a=ice-pwd:sp4ces are not allowed here")),
                Arguments.of("a=fingerprint", Sdp.offerWithout("a=fingerprint")),
                Arguments.of("m=", Sdp.offerWith("m=", "m=image 9 udp wb")),
                Arguments.of("offer", "GET / HTTP/1.1"));
    }

    @ParameterizedTest
    @MethodSource("badOffers")
    void refusesABadOfferAndNamesFieldAndRule(String field, String offer) throws Exception {
        int sessions = http.sessions().size();
        HttpResponse<String> refused = http.offer(offer);
        JsonNode problem = Http.json(refused);
        assertEquals(400, refused.statusCode());
        assertEquals("application/problem+json", Http.header(refused, "content-type"));
        assertEquals(400, problem.path("status").asInt());
        assertEquals(field, problem.path("field").asText());
        assertTrue(problem.path("detail").asText().contains(": "), refused.body());
        assertEquals(sessions, http.sessions().size());
    }

    @Test
    void neverRepeatsABadPassword() throws Exception {
        String secret = "mistyped-but-still-secret";
        assertFalse(http.offer(Sdp.offerWith("a=ice-pwd", "a=ice-pwd:" + secret))
                .body()
                .contains(secret));
    }

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        byte[] latin = Sdp.offerWith("s=", "s=f\u00fcr").getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> refused = http.call("POST", "/whip", "application/sdp", BodyPublishers.ofByteArray(latin));
        assertEquals(400, refused.statusCode());
        assertTrue(Http.json(refused).path("detail").asText().contains("UTF-8"), refused.body());
    }

    @Test
    void refusesAnOfferOfOneMebibyteAfterReadingIt() throws Exception {
        HttpResponse<String> refused = http.offer(Sdp.offer() + "a=x\r\n".repeat(1 << 18));
        assertEquals(413, refused.statusCode());
        assertEquals("application/problem+json", Http.header(refused, "content-type"));
    }

    @Test
    void saysWhatCanBePosted() throws Exception {
        HttpResponse<String> options = http.call("OPTIONS", "/whip");
        assertEquals(204, options.statusCode());
        assertEquals("application/sdp", Http.header(options, "accept-post"));
        assertEquals("", Http.header(options, "access-control-allow-origin"));
    }

    @Test
    void endsASessionOnce() throws Exception {
        String location = open();
        assertEquals(200, http.call("DELETE", location).statusCode());
        assertEquals(404, http.call("DELETE", location).statusCode());
    }

    @Test
    void hasClosedTheSocketWhenItSaysThatTheSessionIsEnded() throws Exception {
        HttpResponse<String> created = http.offer(Sdp.offer());
        try (ScriptedPeer peer = new ScriptedPeer(created.body())) {
            peer.connect();
            http.call("DELETE", Http.header(created, "location"));
            new DatagramSocket(peer.server()).close();
            JsonNode session = http.session(peer.serverUfrag()).orElseThrow();
            assertEquals("CLOSED", session.path("state").asText());
            assertEquals("CLOSED", session.path("end").path("reason").asText());
        }
    }

    @Test
    void allowsNothingElseOnASession() throws Exception {
        String location = open();
        for (String method : new String[] {"GET", "PUT", "POST"}) {
            HttpResponse<String> refused = http.call(method, location);
            assertEquals(405, refused.statusCode(), method);
            assertEquals("DELETE, PATCH, OPTIONS", Http.header(refused, "allow"));
        }
    }

    @Test
    void takesCandidatesWithOrWithoutTheTag() throws Exception {
        HttpResponse<String> created = http.offer(Sdp.offer());
        String location = Http.header(created, "location");
        assertEquals(204, http.call("PATCH", location, FRAGMENT, CANDIDATE).statusCode());
        assertEquals(204, patch(location, Http.header(created, "etag"), CANDIDATE));
        assertEquals(204, patch(location, "*", CANDIDATE));
        assertEquals(204, patch(location, "*", credentials(Sdp.UFRAG, Sdp.PASSWORD) + CANDIDATE));
    }

    @Test
    void refusesAPatchForAnotherTag() throws Exception {
        HttpResponse<String> created = http.offer(Sdp.offer());
        String location = Http.header(created, "location");
        assertEquals(412, patch(location, "\"another\"", CANDIDATE));
        assertEquals(412, patch(location, "W/" + Http.header(created, "etag"), CANDIDATE));
    }

    @Test
    void refusesAPatchOfAnotherMediaType() throws Exception {
        HttpResponse<String> refused = http.call("PATCH", open(), "application/sdp", CANDIDATE);
        assertEquals(415, refused.statusCode());
        assertEquals(FRAGMENT, Http.header(refused, "accept-patch"));
    }

    @Test
    void refusesAPatchThatIsNoFragment() throws Exception {
        assertEquals(400, http.call("PATCH", open(), FRAGMENT, "hello").statusCode());
    }

    @Test
    void knowsNoSessionThatItDidNotOpen() throws Exception {
        assertEquals(404, http.call("DELETE", "/whip/" + "0".repeat(32)).statusCode());
        assertEquals(
                404,
                http.call("PATCH", "/whip/" + "0".repeat(32), FRAGMENT, CANDIDATE)
                        .statusCode());
    }

    @Test
    void givesEachSessionItsOwnSecrets() throws Exception {
        assertNotEquals(open(), open());
    }

    @Test
    void refusesSessionsBeyondTheLimit() throws Exception {
        try (TestServer small = TestServer.start("--max-sessions", "1")) {
            String first = Http.header(small.http().offer(Sdp.offer()), "location");
            HttpResponse<String> refused = small.http().offer(Sdp.offer());
            assertEquals(503, refused.statusCode());
            assertEquals("5", Http.header(refused, "retry-after"));
            small.http().call("DELETE", first);
            assertEquals(201, small.http().offer(Sdp.offer()).statusCode());
        }
    }

    @Test
    void refusesSessionsWhenThePortsAreUsedUp() throws Exception {
        int port = freePort();
        try (TestServer small = TestServer.start("--udp-ports", port + "-" + port)) {
            assertEquals(201, small.http().offer(Sdp.offer()).statusCode());
            HttpResponse<String> refused = small.http().offer(Sdp.offer());
            assertEquals(503, refused.statusCode());
            assertEquals("5", Http.header(refused, "retry-after"));
        }
    }

    private static int freePort() throws Exception {
        try (DatagramSocket free = new DatagramSocket()) {
            return free.getLocalPort();
        }
    }

    @Test
    void refusesToBeCalledByAForeignName() throws Exception {
        String rest = "\nContent-Length: 0\n\n";
        assertEquals(421, RawHttp.status(server.server().uri(), "GET / HTTP/1.1\nHost: rebound.example:8080" + rest));
        assertEquals(
                421,
                RawHttp.status(server.server().uri(), "GET http://rebound.example/ HTTP/1.1\nHost: localhost" + rest));
        assertEquals(400, RawHttp.status(server.server().uri(), "GET / HTTP/1.1" + rest));
        assertEquals(200, RawHttp.status(server.server().uri(), "GET / HTTP/1.1\nHost: LOCALHOST:1" + rest));
        assertEquals(200, RawHttp.status(server.server().uri(), "GET / HTTP/1.1\nHost: [::1]:8080" + rest));
    }

    private static int patch(String location, String tag, String fragment) throws Exception {
        return http.send(http.to(location)
                        .header("Content-Type", FRAGMENT)
                        .header("If-Match", tag)
                        .method("PATCH", BodyPublishers.ofString(fragment)))
                .statusCode();
    }

    private static String credentials(String ufrag, String password) {
        return "a=ice-ufrag:" + ufrag + "\r\na=ice-pwd:" + password + "\r\n";
    }
}
