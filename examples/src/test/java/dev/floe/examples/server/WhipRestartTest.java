package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Http;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ICE restarts by PATCH (RFC 9725 section 4.3.3). */
final class WhipRestartTest {
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String UFRAG = "newU";
    private static final String PASSWORD = "anotherPasswordOfGoodLength";
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

    private static String fragment(String ufrag, String password) {
        return "a=group:BUNDLE 0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\n" + "a=ice-ufrag:"
                + ufrag + "\r\na=ice-pwd:" + password + "\r\n";
    }

    private static HttpResponse<String> patch(String location, List<String> condition, String body) throws Exception {
        HttpRequest.Builder request =
                http.to(location).header("Content-Type", FRAGMENT).method("PATCH", BodyPublishers.ofString(body));
        condition.forEach(tag -> request.header("If-Match", tag));
        return http.send(request);
    }

    @Tag("I26")
    @Tag("I30")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void restartsForAnyTagOrTheCurrentOne(boolean any) throws Exception {
        HttpResponse<String> created = http.offer(Sdp.offer());
        String location = Http.header(created, "location");
        String tag = Http.header(created, "etag");

        HttpResponse<String> restarted = patch(location, List.of(any ? "*" : tag), fragment(UFRAG, PASSWORD));

        assertEquals(200, restarted.statusCode(), restarted.body());
        assertEquals(FRAGMENT, Http.header(restarted, "content-type"));
        assertNotEquals(tag, Http.header(restarted, "etag"));
        assertNew("a=ice-ufrag:", created.body(), restarted.body());
        assertNew("a=ice-pwd:", created.body(), restarted.body());
        String candidate = Sdp.value(created.body(), "a=candidate:");
        assertEquals(candidate, Sdp.value(restarted.body(), "a=candidate:"));
        assertEquals("0", Sdp.value(restarted.body(), "a=mid:"));
        assertEquals(
                412,
                patch(location, List.of(tag), fragment("more", PASSWORD + "2")).statusCode());
    }

    private static void assertNew(String prefix, String before, String after) {
        assertNotEquals(Sdp.value(before, prefix), Sdp.value(after, prefix));
    }

    @Test
    void goesOnOverThePathThatThePeerHadBefore() throws Exception {
        HttpResponse<String> created = http.offer(Sdp.offer());
        try (ScriptedPeer peer = new ScriptedPeer(created.body())) {
            peer.connect();
            HttpResponse<String> restarted =
                    patch(Http.header(created, "location"), List.of("*"), fragment(UFRAG, PASSWORD));
            String ufrag = Sdp.value(restarted.body(), "a=ice-ufrag:");
            assertEquals(
                    "CONNECTED", http.session(ufrag).orElseThrow().path("state").asText());
        }
    }

    @Test
    void wantsAConditionForARestart() throws Exception {
        String location = Http.header(http.offer(Sdp.offer()), "location");
        HttpResponse<String> refused = patch(location, List.of(), fragment(UFRAG, PASSWORD));
        assertEquals(428, refused.statusCode());
        assertEquals("If-Match", Http.json(refused).path("field").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "422, a=ice-ufrag, a=ice-ufrag:" + Sdp.UFRAG + "|a=ice-pwd:" + PASSWORD,
        "422, a=ice-pwd, a=ice-ufrag:" + UFRAG + "|a=ice-pwd:" + Sdp.PASSWORD,
        "400, a=ice-pwd, a=ice-ufrag:" + UFRAG,
        "400, a=ice-ufrag, a=ice-pwd:" + PASSWORD,
        "400, a=ice-pwd, a=ice-ufrag:" + UFRAG + "|a=ice-pwd:short",
    })
    void namesTheFieldThatIsWrongAndChangesNothing(int status, String field, String lines) throws Exception {
        HttpResponse<String> created = http.offer(Sdp.offer());
        String location = Http.header(created, "location");
        HttpResponse<String> refused = patch(location, List.of("*"), lines.replace("|", "\r\n") + "\r\n");
        assertEquals(status, refused.statusCode(), refused.body());
        assertEquals("application/problem+json", Http.header(refused, "content-type"));
        assertEquals(field, Http.json(refused).path("field").asText());
        assertTrue(http.session(Sdp.value(created.body(), "a=ice-ufrag:")).isPresent());
        assertEquals(
                204,
                patch(location, List.of(Http.header(created, "etag")), "a=end-of-candidates\r\n")
                        .statusCode());
    }
}
