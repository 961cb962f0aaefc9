package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.examples.support.Await;
import dev.floe.examples.support.CrowdOfPeers;
import dev.floe.examples.support.Http;
import dev.floe.examples.support.Sdp;
import dev.floe.examples.support.ServerProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The page and {@code /metrics} with five hundred sessions: how the page keeps up, and what the peers notice of it. By hand; see
 * docs/testing.md.
 */
class ConsoleLoad {
    private static final int SESSIONS = Integer.getInteger("floe.console.sessions", 500);
    /** Five of them must fit into the minute after which sessions end whose DTLS does not begin. */
    private static final Duration PHASE = Duration.ofSeconds(10);

    /** How long the page took from one frame to the next, as it came: 16.7 ms is 60 a second. */
    private static final String FRAMES = """
            (() => {
              window.gaps = [];
              let last = performance.now();
              const next = now => { gaps.push(now - last); last = now; requestAnimationFrame(next); };
              requestAnimationFrame(next);
            })()
            """;

    private static final String GAPS = """
            (() => {
              const sorted = gaps.splice(0).sort((a, b) => a - b);
              const at = share => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(1);
              return `${sorted.length} frames, median ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`;
            })()
            """;

    @Test
    void fiveHundredSessions() throws Exception {
        try (ServerProcess server = ServerProcess.start("--max-sessions", "1000");
                CrowdOfPeers crowd = new CrowdOfPeers();
                Chromium browser = Chromium.start()) {
            Http http = new Http(server.uri());
            for (int i = 0; i < SESSIONS; i++) {
                crowd.join(http.offer(Sdp.offer()).body());
            }
            phase("warming up", crowd, () -> {});
            phase("nobody looks", crowd, () -> {});
            ChromiumPage page = browser.open(server.uri());
            Await.until("all of them", PHASE, () -> page.text("sum-live").equals(String.valueOf(SESSIONS + 1)));
            page.evaluate(FRAMES);
            phase("the page is open", crowd, () -> {});
            System.out.println("    " + page.evaluate(GAPS).asText());
            page.click("more");
            phase("the page shows all", crowd, () -> {});
            System.out.println("    " + page.evaluate(GAPS).asText());
            phase(
                    "and /metrics is read all the time",
                    crowd,
                    () -> assertEquals(200, http.get("/metrics").statusCode()));
            System.out.println("    " + page.evaluate(GAPS).asText());
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void phase(String name, CrowdOfPeers crowd, Step step) throws Exception {
        long start = System.nanoTime();
        crowd.figures();
        int[] steps = {0};
        Await.until("the phase's end", PHASE.multipliedBy(2), () -> {
            step.run();
            steps[0]++;
            return System.nanoTime() - start > PHASE.toNanos();
        });
        System.out.println(name + " (" + steps[0] + " steps): " + crowd.figures());
    }
}
