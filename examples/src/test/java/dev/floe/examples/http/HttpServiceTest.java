package dev.floe.examples.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.RawHttp;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the HTTP server does with those who take too long, send too much, or break the rules. */
final class HttpServiceTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Limits LIMITS = new Limits(4, 200, 400, 1000, 100_000, SHORT, LONG, LONG);

    private final BlockingQueue<EventListener> listeners = new LinkedBlockingQueue<>();
    private HttpService service = new HttpService(LIMITS);
    private int port;

    @BeforeEach
    void start() throws IOException {
        listen(LIMITS);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void listen(Limits limits) throws IOException {
        service.close();
        service = new HttpService(limits);
        port = service.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::answer)
                .getPort();
    }

    private CompletionStage<? extends Reply> answer(Request request) {
        String body = StandardCharsets.UTF_8.decode(request.body()).toString();
        return switch (request.path()) {
            case "/throws" -> throw new IllegalStateException("as the test wants it");
            case "/events" -> CompletableFuture.completedStage(new EventReply(listeners::add));
            default ->
                CompletableFuture.completedStage(
                        Response.of(HttpResponseStatus.OK).body("text/plain", request.path() + body));
        };
    }

    private RawHttp connect() throws IOException {
        return new RawHttp(port);
    }

    private String answerTo(String request) throws IOException {
        try (RawHttp connection = connect()) {
            return connection.send(request).readAll();
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        String replies = answerTo(
                "GET /a HTTP/1.1\n\nPOST /b HTTP/1.1\nContent-Length: 3\n\nxyzGET /c HTTP/1.1\nConnection: close\n\n");
        assertTrue(replies.matches("(?s).*\r\n\r\n/aHTTP.*\r\n\r\n/bxyzHTTP.*\r\n\r\n/c"), replies);
    }

    @Test
    void putsAChunkedBodyTogether() throws IOException {
        String reply =
                answerTo("POST / HTTP/1.1\nConnection: close\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n");
        assertTrue(reply.endsWith("/abcde"), reply);
    }

    @Test
    void answersHeadWithoutTheBodyButWithItsLength() throws IOException {
        String reply = answerTo("HEAD /four HTTP/1.1\nConnection: close\n\n");
        assertTrue(reply.contains("content-length: 5\r\n") && reply.endsWith("\r\n\r\n"), reply);
    }

    @Test
    void takesTheTargetInAbsoluteForm() throws IOException {
        String reply = answerTo("GET http://any.example/deep/path?query HTTP/1.1\nConnection: close\n\n");
        assertTrue(reply.endsWith("\r\n\r\n/deep/path"), reply);
    }

    @Test
    void closesAfterARequestOfHttp10() throws IOException {
        assertTrue(answerTo("GET /old HTTP/1.0\n\n").endsWith("\r\n\r\n/old"));
    }

    @Test
    void turnsAHandlersExceptionIntoA500WithoutDetails() throws IOException {
        String reply = answerTo("GET /throws HTTP/1.1\nConnection: close\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 500 "), reply);
        assertFalse(reply.contains("as the test wants it"), reply);
    }

    @Test
    void refusesWhatIsNotHttp() throws IOException {
        assertTrue(answerTo("what is this\n\n").startsWith("HTTP/1.1 400 "));
    }

    @Test
    void refusesARequestLineThatIsTooLong() throws IOException {
        assertTrue(answerTo("GET /" + "a".repeat(300) + " HTTP/1.1\n\n").startsWith("HTTP/1.1 414 "));
    }

    @Test
    void refusesAHeaderThatIsTooLong() throws IOException {
        String fields = "X-Field: " + "a".repeat(90) + "\n";
        assertTrue(answerTo("GET / HTTP/1.1\n" + fields.repeat(6) + "\n").startsWith("HTTP/1.1 431 "));
    }

    @Test
    void readsABodyThatIsTooLongToItsEndBeforeItAnswers() throws IOException {
        String reply = answerTo("POST / HTTP/1.1\nContent-Length: 50000\n\n" + "a".repeat(50_000));
        assertTrue(reply.startsWith("HTTP/1.1 413 "), reply);
        assertTrue(reply.contains("connection: close\r\n"), reply);
    }

    @Test
    void stopsReadingABodyThatHasNoEnd() throws IOException {
        try (RawHttp connection = connect()) {
            connection.send("POST / HTTP/1.1\nContent-Length: 1000000000\n\n");
            assertTrue(connection.flood(1_000_000_000) < 50_000_000);
        }
    }

    @Test
    void gives413WhenABodyThatIsTooLongStalls() throws IOException {
        String reply = answerTo("POST / HTTP/1.1\nContent-Length: 50000\n\n" + "a".repeat(2000));
        assertTrue(reply.startsWith("HTTP/1.1 413 "), reply);
    }

    @Test
    void tellsWhoAsksFirstThatTheBodyIsTooLong() throws IOException {
        String reply = answerTo("POST / HTTP/1.1\nContent-Length: 50000\nExpect: 100-continue\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 413 "), reply);
    }

    @Test
    void letsWhoAsksFirstGoOn() throws IOException {
        try (RawHttp connection = connect()) {
            connection.send("POST / HTTP/1.1\nContent-Length: 2\nExpect: 100-continue\nConnection: close\n\n");
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", connection.readHead());
            assertTrue(connection.send("ok").readAll().endsWith("/ok"));
        }
    }

    @Test
    void refusesAnExpectationThatItDoesNotKnow() throws IOException {
        assertTrue(answerTo("GET / HTTP/1.1\nExpect: miracles\n\n").startsWith("HTTP/1.1 417 "));
    }

    @Test
    void gives408WhenARequestTricklesInTooSlowly() throws IOException {
        listen(new Limits(4, 200, 400, 1000, 100_000, SHORT, SHORT, LONG));
        assertTrue(answerTo("GET / HT").startsWith("HTTP/1.1 408 "));
    }

    @Test
    void gives408WhenABodyTricklesInTooSlowly() throws IOException {
        listen(new Limits(4, 200, 400, 1000, 100_000, SHORT, SHORT, LONG));
        String reply = answerTo("POST / HTTP/1.1\nContent-Length: 10\n\nabc");
        assertTrue(reply.startsWith("HTTP/1.1 408 "), reply);
        assertTrue(reply.contains("connection: close\r\n"), reply);
    }

    @Test
    void gives408WhenChunksTrickleInTooSlowly() throws IOException {
        listen(new Limits(4, 200, 400, 1000, 100_000, SHORT, SHORT, LONG));
        String reply = answerTo("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3\nabc\n");
        assertTrue(reply.startsWith("HTTP/1.1 408 "), reply);
    }

    @Test
    void refusesChunksThatAddUpToTooMuch() throws IOException {
        String chunk = "100\n" + "a".repeat(256) + "\n";
        String reply = answerTo("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n" + chunk.repeat(5) + "0\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 413 "), reply);
    }

    @Test
    void refusesABodyWhoseLengthIsNotClear() throws IOException {
        assertTrue(answerTo("POST / HTTP/1.1\nContent-Length: 3\nContent-Length: 4\n\nabcd")
                .startsWith("HTTP/1.1 400 "));
        assertTrue(answerTo("POST / HTTP/1.1\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n")
                .startsWith("HTTP/1.1 400 "));
        assertTrue(
                answerTo("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\nxyz\n").startsWith("HTTP/1.1 400 "));
    }

    @Test
    void closesAConnectionThatStaysIdle() throws IOException {
        listen(new Limits(4, 200, 400, 1000, 100_000, SHORT, LONG, SHORT));
        assertTrue(answerTo("GET /then-nothing HTTP/1.1\n\n").endsWith("/then-nothing"));
    }

    @Test
    void turnsConnectionsAwayBeyondTheLimitAndTakesThemAgainBelow() throws Exception {
        List<RawHttp> open = new ArrayList<>();
        for (int i = 0; i < LIMITS.connections(); i++) {
            open.add(connect());
            open.get(i).send("GET / HTTP/1.1\n\n").readHead();
        }
        assertTrue(answerTo("").startsWith("HTTP/1.1 503 "));
        for (RawHttp connection : open) {
            connection.send("GET / HTTP/1.1\nConnection: close\n\n").readAll();
        }
        assertTrue(answerTo("GET / HTTP/1.1\nConnection: close\n\n").startsWith("HTTP/1.1 200 "));
    }

    @Test
    void streamsEventsAsTheyCome() throws Exception {
        try (RawHttp connection = connect()) {
            String head = connection.send("GET /events HTTP/1.1\n\n").readHead();
            assertTrue(head.contains("content-type: text/event-stream\r\n"), head);
            listeners.take().send("{}");
            assertEquals("a\r\ndata: {}\n\n\r\n", connection.read("a\r\ndata: {}\n\n\r\n".length()));
        }
    }

    @Test
    void tellsWhenAListenerIsGone() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (RawHttp connection = connect()) {
            connection.send("GET /events HTTP/1.1\n\n").readHead();
            listeners.take().onGone(() -> gone.complete(true));
        }
        assertTrue(gone.get(5, TimeUnit.SECONDS));
    }

    @Test
    void keepsABrowserFromDoingMoreWithAReplyThanItIsMeantFor() throws IOException {
        String reply = answerTo("GET / HTTP/1.1\nConnection: close\n\n");
        assertTrue(reply.contains("x-content-type-options: nosniff\r\n"), reply);
        assertTrue(reply.contains("content-security-policy: default-src 'none'"), reply);
        assertTrue(reply.contains("cache-control: no-store\r\n"), reply);
        assertTrue(reply.contains("referrer-policy: no-referrer\r\n"), reply);
        assertTrue(reply.contains("cross-origin-resource-policy: same-origin\r\n"), reply);
        assertFalse(reply.contains("access-control"), reply);
    }
}
