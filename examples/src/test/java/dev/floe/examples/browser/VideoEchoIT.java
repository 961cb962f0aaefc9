package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Chromium sends the picture of its fake camera, and decodes what the server sends back. */
final class VideoEchoIT {
    private static final int FRAMES = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void decodesItsOwnVideo() throws Exception {
        try (Rig rig = Rig.start();
                Chromium browser =
                        Chromium.start("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")) {
            Page page = rig.connect(browser);
            page.click("video-start");
            Await.until(FRAMES + " frames", LIMIT, () -> Integer.parseInt(page.text("video-frames")) >= FRAMES);

            System.out.println(page.evaluate(
                            "[document.getElementById('video-echo').videoWidth, document.getElementById('video-echo').videoHeight].join('x')")
                    .asText());
            for (JsonNode session : rig.http().sessions()) {
                System.out.println(session);
            }
        }
    }
}
