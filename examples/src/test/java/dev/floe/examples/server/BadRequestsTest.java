package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.RawHttp;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for what there is not, or in a way that is not right, gets the status that says so. */
final class BadRequestsTest {
    private static final String SOMEBODY = "0".repeat(32);

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Row(int status, String line, String fields) {
        static Row of(int status, String line, String... fields) {
            return new Row(status, line, String.join("\n", fields));
        }

        @Override
        public String toString() {
            return status + " " + line + " " + fields.replace("\n", " ");
        }
    }

    private static Stream<Row> rows() {
        return Stream.of(
                // Paths.
                Row.of(404, "GET /nothing"),
                Row.of(404, "POST /nothing", "Content-Length: 0"),
                Row.of(404, "GET /whip/"),
                Row.of(404, "DELETE /whip/" + SOMEBODY),
                Row.of(404, "DELETE /whip/" + SOMEBODY + "/more"),
                Row.of(404, "GET /sessions/"),
                Row.of(404, "GET /sessions/" + SOMEBODY),
                Row.of(404, "GET /sessions/*"),
                Row.of(404, "GET /..%2f..%2fetc/passwd"),
                Row.of(404, "GET //"),
                // Methods.
                Row.of(405, "GET /whip"),
                Row.of(405, "PUT /whip", "Content-Length: 0"),
                Row.of(405, "BREW /whip"),
                Row.of(405, "POST /sessions", "Content-Length: 0"),
                Row.of(405, "DELETE /sessions"),
                Row.of(405, "POST /events", "Content-Length: 0"),
                Row.of(405, "POST /", "Content-Length: 0"),
                Row.of(405, "GET /whip/" + SOMEBODY),
                // Content types.
                Row.of(415, "POST /whip", "Content-Length: 0"),
                Row.of(415, "POST /whip", "Content-Type: text/plain", "Content-Length: 0"),
                Row.of(415, "POST /whip", "Content-Type: application/sdpx", "Content-Length: 0"),
                Row.of(415, "POST /whip", "Content-Type: ", "Content-Length: 0"),
                // Bodies.
                Row.of(400, "POST /whip", "Content-Type: application/sdp", "Content-Length: 0"),
                Row.of(400, "POST /whip", "Content-Type: application/sdp", "Content-Length: -1"),
                Row.of(400, "POST /whip", "Content-Type: application/sdp", "Content-Length: many"),
                Row.of(400, "POST /whip", "Content-Type: application/sdp", "Content-Length: 1", "Content-Length: 2"),
                Row.of(400, "POST /whip", "Content-Type: application/sdp", "Transfer-Encoding: chunked\n\nmany\n"),
                Row.of(
                        413,
                        "POST /whip",
                        "Content-Type: application/sdp",
                        "Content-Length: 999999",
                        "Expect: 100-continue"),
                Row.of(417, "POST /whip", "Content-Length: 0", "Expect: miracles"),
                // What is no request.
                Row.of(400, "GET"),
                Row.of(505, "GET / HTTP/9.9"),
                Row.of(505, "GET / HTTP/2.0"),
                Row.of(414, "GET /" + "a".repeat(5000)),
                Row.of(431, "GET /", "X-Long: " + "a".repeat(9000)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tellsWhatIsWrongByItsStatus(Row row) throws IOException {
        String line = row.line().contains(" HTTP/") ? row.line() : row.line() + " HTTP/1.1";
        String reply = reply(line + "\nHost: " + server.server().uri().getAuthority() + "\nConnection: close\n"
                + row.fields() + "\n\n");
        assertEquals("HTTP/1.1 " + row.status(), reply.substring(0, 12), reply);
        assertTrue(reply.contains("content-type: application/problem+json\r\n"), reply);
        assertEquals(row.status() == 405, reply.contains("\r\nallow: "), reply);
    }

    /** A page that shows a reply as it is must not find anything in it that somebody else made up. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /<script>", "GET /sessions/<script>", "<script> /whip", "PATCH /whip/<script>"})
    void repeatsNothingThatAStrangerSent(String line) throws IOException {
        String reply = reply(line + " HTTP/1.1\nHost: " + server.server().uri().getAuthority()
                + "\nX-More: <script>\nContent-Type: <script>\nContent-Length: 0\nConnection: close\n\n");
        assertEquals("HTTP/1.1 4", reply.substring(0, 10), reply);
        assertFalse(reply.contains("script>"), reply);
    }

    @Test
    void answersHeadAsItAnswersGet() throws IOException {
        String reply = reply(
                "HEAD /nothing HTTP/1.1\nHost: " + server.server().uri().getAuthority() + "\nConnection: close\n\n");
        assertEquals("HTTP/1.1 404", reply.substring(0, 12), reply);
        assertTrue(reply.endsWith("\r\n\r\n"), reply);
    }

    private static String reply(String request) throws IOException {
        try (RawHttp connection = new RawHttp(server.server().uri())) {
            return connection.send(request).readAll();
        }
    }
}
