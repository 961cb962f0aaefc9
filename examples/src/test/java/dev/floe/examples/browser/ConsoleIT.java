package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.browser.ChromiumPage.Look;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Weather;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the page shows about all sessions: its own, one that is well, one that loses packets, and one that has ended. Leaves pictures of
 * it in {@code target/console}, of which docs shows some.
 */
final class ConsoleIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** How old the own session is in the pictures, in seconds: as young as the test is unless somebody wants better ones. */
    private static final int AGE = Integer.getInteger("floe.console.age", 0);

    private static final String EVIL = "<img src=x onerror=alert(1)>";

    private static Rig rig;
    private static Chromium browser;
    private static ChromiumPage page;
    private static Companions companions;
    private static String own;
    private static String well;
    private static String lossy;
    private static String gone = "";

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.start();
        browser = rig.browser();
        page = browser.open(rig.uri());
        page.look(Look.LIGHT);
        rig.awaitConnected(page);
        own = rig.session(page).path("id").asText();
        companions = new Companions(rig, page);
        well = companions.join("well").id();
        lossy = companions.join(EVIL, new Weather(0.12, 0, 0, 20, 15, 1_000)).id();
        rubbish(3);
    }

    /** Sends what belongs to no protocol to the own session, as a stranger may. */
    private static void rubbish(int datagrams) throws Exception {
        String[] local = rig.session(page).path("pair").path("local").asText().split(":");
        try (DatagramSocket stranger = new DatagramSocket()) {
            for (int i = 0; i < datagrams; i++) {
                stranger.send(new DatagramPacket(
                        new byte[] {5}, 1, new InetSocketAddress(local[0], Integer.parseInt(local[1]))));
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        companions.close();
        browser.close();
        rig.close();
    }

    /** Who has ended is shown for a minute: where the tests take longer than that, another one ends. */
    @BeforeEach
    void showAll() throws Exception {
        if (!isKnown(gone)) {
            Companions.Companion leaver = companions.join("gone");
            gone = leaver.id();
            assertEquals(200, rig.http().call("DELETE", leaver.url()).statusCode());
        }
        page.evaluate("void (location.hash = '')");
        until("all four sessions", "document.querySelectorAll('#rows tr').length === 4");
    }

    private static boolean isKnown(String id) throws Exception {
        return rig.http().get("/sessions/" + id).statusCode() == 200;
    }

    @Test
    void tellsWhoIsWellWhoLosesAndWhoHasEnded() throws Exception {
        until("the own session's mark", "!" + cell(own, "own") + ".hidden");
        assertTrue(page.evaluate(cell(well, "own") + ".hidden").asBoolean());
        until("loss", "parseInt(" + text(lossy, "loss") + ") >= 5");
        until("a sparkline", "document.querySelector('[data-session=\"" + well + "\"] polyline')");
        assertEquals("connected", page.evaluate(text(lossy, "state")).asText());
        assertEquals("0 %", page.evaluate(text(well, "loss")).asText());
        assertEquals("ended", page.evaluate(text(gone, "state")).asText());
        assertEquals(
                "The server closed the session.",
                page.evaluate(text(gone, "note")).asText());
        assertEquals("3 UNKNOWN_KIND", page.evaluate(text(own, "drops")).asText());
        assertEquals("3", page.text("sum-live"));
        assertEquals("1", page.text("sum-ended"));
        until(
                "its age",
                "document.querySelectorAll('#plot .line')[0] && " + AGE + " <= document.body.dataset.age / 1000");
        pictures("sessions");
    }

    @Test
    void sortsAndFilters() throws Exception {
        assertEquals(List.of(own, gone), List.of(rows().get(0), rows().get(3)));
        until("loss", "parseInt(" + text(lossy, "loss") + ") >= 5");
        page.evaluate("document.querySelector('[data-sort=loss]').click()");
        page.evaluate("document.querySelector('[data-sort=loss]').click()");
        assertEquals(lossy, rows().get(0));
        assertEquals("descending", sorted());
        page.evaluate("document.querySelector('[data-sort=loss]').click()");
        assertEquals("none", sorted());
        assertEquals(own, rows().get(0));

        filter("ended");
        assertEquals(List.of(gone), rows());
        filter("nothing is like that");
        assertTrue(rows().isEmpty());
        assertFalse(page.evaluate("document.getElementById('none').hidden").asBoolean());
        filter("");
        assertEquals(4, rows().size());
    }

    @Test
    void showsOneSessionOverTime() throws Exception {
        page.evaluate(cell(lossy, "peer") + ".click()");
        until("its figures", "document.querySelectorAll('#detail-counters div').length > 5");
        until("its events", "document.querySelectorAll('#timeline li').length > 5");
        until("loss", "document.querySelector('#plot-loss .line')");
        until("both ways", "document.querySelector('#plot-bytes .line-1')");
        assertTrue(page.evaluate("document.getElementById('overview').hidden").asBoolean());
        String events = page.text("timeline");
        for (String words :
                List.of("check from ", "nominated: ", "proven: ", "path ", "DTLS CONNECTED", "state CONNECTED")) {
            assertTrue(events.contains(words), events);
        }
        pictures("session");
    }

    @Test
    void showsWhatAPeerHasChosenAsText() throws Exception {
        page.evaluate("void (location.hash = 'session=" + lossy + "')");
        until(
                "the channel",
                "document.getElementById('timeline').textContent.includes('channel \"" + EVIL + "\" opened')");
        assertEquals(
                0,
                page.evaluate("document.querySelectorAll('#timeline img').length")
                        .asInt());
    }

    @Test
    void showsTheLatestOfMoreEventsThanAreKept() throws Exception {
        page.evaluate("void (location.hash = 'session=" + own + "')");
        page.evaluate("void [...Array(120).keys()].forEach(i => floe.pc.createDataChannel('channel ' + i))");
        until("as many as are kept", "document.getElementById('timeline').textContent.includes('channel 119')");
        page.evaluate("void floe.pc.createDataChannel('one more')");
        until("the latest", "document.getElementById('timeline').textContent.includes('one more')");
    }

    @Test
    void tellsWhyASessionEnded() throws Exception {
        page.evaluate("void (location.hash = 'session=" + gone + "')");
        until("its end", "document.getElementById('timeline').textContent.includes('ended: CLOSED')");
        assertEquals("The server closed the session.", page.text("detail-note"));
        assertEquals("ended", page.text("detail-state"));
    }

    @Test
    void saysThatItDoesNotKnowASession() throws Exception {
        page.evaluate("void (location.hash = 'session=0000000000000000')");
        until(
                "its words",
                "document.getElementById('detail-note').textContent.startsWith('The server does not know it')");
    }

    @Test
    void keepsTheFocusOnARowThatIsBroughtUpToDate() throws Exception {
        page.evaluate(cell(well, "peer") + ".focus()");
        String age = page.evaluate(text(well, "age")).asText();
        until("another second", text(well, "age") + " !== '" + age + "'");
        assertTrue(page.evaluate("document.activeElement === " + cell(well, "peer"))
                .asBoolean());
    }

    private static void pictures(String name) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "console"));
        for (Look look : Look.values()) {
            page.look(look);
            page.picture(folder.resolve(name + "-" + look.word() + ".png"));
        }
        page.look(Look.LIGHT);
    }

    private static String sorted() {
        return page.evaluate("document.querySelector('[data-sort=loss]').closest('th').ariaSort")
                .asText();
    }

    private static void filter(String text) {
        page.evaluate("{ const box = document.getElementById('filter'); box.value = '" + text
                + "'; box.dispatchEvent(new Event('input')); }");
    }

    private static List<String> rows() {
        String ids = page.evaluate("[...document.querySelectorAll('#rows tr')].map(row => row.dataset.session).join()")
                .asText();
        return ids.isEmpty() ? List.of() : List.of(ids.split(","));
    }

    private static String text(String session, String name) {
        return cell(session, name) + ".textContent";
    }

    private static String cell(String session, String name) {
        return "document.querySelector('[data-session=\"" + session + "\"] [data-cell=\"" + name + "\"]')";
    }

    private static void until(String what, String expression) throws Exception {
        Await.until(
                what, MINUTE, () -> page.evaluate("Boolean(" + expression + ")").asBoolean());
    }
}
