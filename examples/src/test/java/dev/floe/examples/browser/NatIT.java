package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.NatNamespaces;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Browsers behind a real NAT that forgets them: their data channel goes on from another port, and no reliable message is lost. */
final class NatIT {
    private static final String TOKEN = "token-of-the-nat-test";
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Sends a numbered message every 50 ms, and puts down which came back, and when the latest did. */
    private static final String PACE = """
            (async () => {
              const channel = floe.pc.createDataChannel('paced');
              await new Promise(yes => channel.onopen = yes);
              window.paced = { sent: 0, back: [], sending: true, latest: 0, longest: 0 };
              channel.onmessage = event => {
                const now = performance.now();
                if (paced.latest) paced.longest = Math.max(paced.longest, now - paced.latest);
                paced.latest = now;
                paced.back.push(event.data);
              };
              setInterval(() => { if (paced.sending) channel.send(String(paced.sent++)); }, 50);
            })()
            """;

    private static NatNamespaces nat;
    private static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        nat = NatNamespaces.start();
        rig = Rig.beyond(nat, TOKEN);
    }

    @AfterAll
    static void stop() throws Exception {
        if (rig != null) {
            rig.close();
        }
        if (nat != null) {
            nat.close();
        }
    }

    @Test
    void chromiumIsBackWithinSixSeconds() throws Exception {
        try (Chromium browser = Chromium.start()) {
            assertGoesOn(browser, Duration.ofSeconds(6));
        }
    }

    @Test
    void firefoxIsBackWithinTwelveSeconds() throws Exception {
        try (Firefox browser = Firefox.start()) {
            assertGoesOn(browser, Duration.ofSeconds(12));
        }
    }

    private static void assertGoesOn(Browser browser, Duration limit) throws Exception {
        Page page = browser.open(rig.uri());
        Await.until("a page that is connected", SOON, () -> page.text("state").equals("connected"));
        page.evaluate(PACE);
        Await.until("some messages", SOON, () -> back(page) > 40);
        String former = remote(page);
        nat.rebind();
        long rebound = back(page);
        Await.until("messages after the NAT has forgotten", limit.plus(SOON), () -> back(page) > rebound + 20);
        Await.until("the other port", SOON, () -> !remote(page).equals(former));
        page.evaluate("paced.sending = false");
        Await.until(
                "the last message",
                SOON,
                () -> back(page) == paced(page, "sent").asLong());

        long silence = paced(page, "longest").asLong();
        System.out.printf(
                "NAT: %s was at %s, is at %s, and heard nothing for %d ms; %d of %d messages came back%n",
                browser.version(),
                former,
                remote(page),
                silence,
                back(page),
                paced(page, "sent").asLong());
        assertNotEquals(former, remote(page));
        assertTrue(silence <= limit.toMillis(), silence + " ms, not " + limit.toMillis());
        assertEquals(
                0,
                page.evaluate("paced.back.filter((text, i) => text !== String(i)).length")
                        .asInt(),
                "in order");
        page.close();
    }

    private static JsonNode paced(Page page, String what) {
        return page.evaluate("paced." + what);
    }

    private static long back(Page page) {
        return page.evaluate("paced.back.length").asLong();
    }

    private static String remote(Page page) throws Exception {
        return rig.session(page).path("pair").path("remote").asText();
    }
}
