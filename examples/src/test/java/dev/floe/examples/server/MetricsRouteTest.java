package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Await;
import dev.floe.examples.support.Http;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus gets at {@code /metrics}. */
final class MetricsRouteTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Pattern HELP = Pattern.compile("# HELP (floe_[a-z_]+) [A-Z].+");
    private static final Pattern TYPE = Pattern.compile("# TYPE (floe_[a-z_]+) (counter|gauge|summary)");
    private static final Pattern SAMPLE =
            Pattern.compile("(floe_[a-z_]+)((?:\\{[a-z]+=\"[A-Z_]+\"})?) ([0-9][0-9.E-]*)");

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

    /** Returns the samples by name and label, and fails unless each line is one, or says what follows. */
    private static Map<String, Double> parse(String text) {
        Map<String, String> types = new HashMap<>();
        Map<String, Double> samples = new TreeMap<>();
        String described = "";
        for (String line : text.lines().toList()) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                described = help.group(1);
            } else if (type.matches()) {
                assertEquals(described, type.group(1));
                assertNull(types.put(type.group(1), type.group(2)), line);
            } else {
                assertTrue(sample.matches(), line);
                assertNotNull(types.get(described), line);
                assertTrue(belongs(sample.group(1), described, types.get(described)), line);
                assertNull(samples.put(sample.group(1) + sample.group(2), Double.valueOf(sample.group(3))), line);
            }
        }
        return samples;
    }

    private static boolean belongs(String sample, String described, String type) {
        return type.equals("summary")
                ? List.of(described + "_count", described + "_sum").contains(sample)
                : sample.equals(described);
    }

    private double value(String sample) throws Exception {
        return parse(http.get("/metrics").body()).getOrDefault(sample, -1.0);
    }

    @Test
    void isTextThatPrometheusReads() throws Exception {
        HttpResponse<String> metrics = http.get("/metrics");
        assertEquals(200, metrics.statusCode());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", Http.header(metrics, "content-type"));
        Map<String, Double> samples = parse(metrics.body());
        for (EndReason reason : EndReason.values()) {
            assertEquals(0, samples.get("floe_session_ends_total{reason=\"" + reason + "\"}"));
        }
        for (DropReason reason : DropReason.values()) {
            assertEquals(0, samples.get("floe_drops_total{reason=\"" + reason + "\"}"));
        }
        assertTrue(samples.keySet()
                .containsAll(Set.of(
                        "floe_sessions{state=\"CONNECTED\"}",
                        "floe_handshakes_total{outcome=\"FAILED\"}",
                        "floe_checks_received_total",
                        "floe_received_bytes_total",
                        "floe_sent_datagrams_total",
                        "floe_rtt_seconds_sum",
                        "floe_rtt_seconds_count")));
    }

    @Test
    void followsASessionToItsEndWithoutAnotherLine() throws Exception {
        Set<String> before = parse(http.get("/metrics").body()).keySet();
        HttpResponse<String> answer = http.offer(Sdp.offer());
        try (ScriptedPeer peer = new ScriptedPeer(answer.body())) {
            peer.connect();
            peer.forge();
            Await.until("the session", SOON, () -> value("floe_sessions{state=\"CONNECTED\"}") == 1);
            Await.until("the drop", SOON, () -> value("floe_drops_total{reason=\"BAD_INTEGRITY\"}") == 1);
            assertTrue(value("floe_rtt_seconds_sum") > 0);
            http.call("DELETE", Http.header(answer, "location"));
            Await.until("the end", SOON, () -> value("floe_session_ends_total{reason=\"CLOSED\"}") == 1);
        }
        assertEquals(0, value("floe_sessions{state=\"CONNECTED\"}"));
        assertEquals(1, value("floe_drops_total{reason=\"BAD_INTEGRITY\"}"));
        assertEquals(before, parse(http.get("/metrics").body()).keySet());
    }

    @Test
    void answersOtherMethodsAsTheOtherRoutesDo() throws Exception {
        HttpResponse<String> head = http.call("HEAD", "/metrics");
        assertEquals(200, head.statusCode());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", Http.header(head, "content-type"));
        assertEquals("", head.body());
        HttpResponse<String> post = http.call("POST", "/metrics");
        assertEquals(405, post.statusCode());
        assertEquals("GET, HEAD, OPTIONS", Http.header(post, "allow"));
        assertEquals(404, http.get("/metrics/").statusCode());
    }
}
