package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chromium sends the picture of its fake camera, and decodes what the server sends back. */
final class VideoEchoIT {
    private static final String FAKE_CAMERA = "--use-fake-device-for-media-stream";
    private static final String NO_QUESTION = "--use-fake-ui-for-media-stream";
    private static final int FRAMES = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The size of the echo, as the video element shows it. */
    private static final String SIZE = """
            (video => `${video.videoWidth}x${video.videoHeight}`)(document.getElementById('video-echo'))
            """;

    @Test
    void decodesItsOwnVideo() throws Exception {
        try (Rig rig = Rig.start();
                Chromium browser = Chromium.start(FAKE_CAMERA, NO_QUESTION)) {
            Page page = rig.connect(browser);
            page.click("video-start");

            Await.until(FRAMES + " frames", LIMIT, () -> Integer.parseInt(page.text("video-frames")) >= FRAMES);
            assertEquals("640x480", page.evaluate(SIZE).asText());

            JsonNode video = video(rig, page);
            assertEquals("CONNECTED", video.path("dtls").path("state").asText());
            assertTrue(video.path("counters").path("toSlots").asLong() >= FRAMES, video.toString());
            assertEquals(0, video.path("drops").size(), video.toString());

            page.click("video-stop");
            String reason = rig.end(video.path("localUfrag").asText(), Rig.SOON)
                    .path("end")
                    .path("reason")
                    .asText();
            assertTrue(List.of("DTLS_CLOSED", "CLOSED").contains(reason), reason);
            assertEquals("connected", page.text("state"));
        }
    }

    /** Returns the session that is not the page's own. */
    private static JsonNode video(Rig rig, Page page) throws Exception {
        String own = page.evaluate("floe.ufrag").asText();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode session : rig.http().sessions()) {
            if (!session.path("localUfrag").asText().equals(own)) {
                others.add(session);
            }
        }
        assertEquals(1, others.size(), others.toString());
        return others.get(0);
    }
}
