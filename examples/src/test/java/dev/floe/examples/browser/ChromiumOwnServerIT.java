package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.examples.support.Await;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What needs a server of its own: one that wants a token, one that is full, and one that stops. */
final class ChromiumOwnServerIT {
    private static final String TOKEN = "open-sesame";

    @Test
    void asksForTheTokenAndTakesItFromTheLink() throws Exception {
        try (Rig rig = Rig.start("--token", TOKEN);
                Chromium browser = rig.browser()) {
            Page asked = browser.open(rig.uri());
            Await.until("the question", Rig.SOON, () -> asked.text("state").equals("refused"));
            assertEquals(
                    false,
                    asked.evaluate("document.getElementById('ask').hidden").asBoolean(true));
            asked.evaluate("document.getElementById('token').value = '" + TOKEN + "'");
            asked.evaluate("document.getElementById('ask').requestSubmit()");
            rig.awaitConnected(asked);

            Page told = browser.open(URI.create(rig.uri() + "#token=" + TOKEN));
            rig.awaitConnected(told);
            assertEquals("", told.evaluate("location.hash").asText());
        }
    }

    @Test
    void showsTheSessionsOfAFullServerToWhoGetsNone() throws Exception {
        try (Rig rig = Rig.start("--max-sessions", "1");
                Chromium browser = rig.browser()) {
            rig.connect(browser);
            Page refused = browser.open(rig.uri());
            Await.until("the refusal", Rig.SOON, () -> refused.text("state").equals("refused"));
            Await.until(
                    "the other session",
                    Rig.SOON,
                    () -> refused.text("sum-live").equals("1"));
        }
    }

    @Test
    void saysGoodbyeToEveryBrowserWhenItIsStopped() throws Exception {
        try (Rig rig = Rig.start();
                Chromium browser = rig.browser()) {
            Page page = rig.connect(browser);
            rig.terminate();
            Await.until(
                    "a browser that was told",
                    Duration.ofSeconds(3),
                    () -> page.evaluate("floe.pc.sctp.transport.state").asText().equals("closed"));
        }
    }
}
