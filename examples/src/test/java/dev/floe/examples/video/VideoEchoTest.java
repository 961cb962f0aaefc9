package dev.floe.examples.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.sdp.MediaSection;
import dev.floe.sdp.RemoteDescription;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VideoEchoTest {
    private static final String CAMERA = String.join(
                    "\r\n",
                    "v=0",
                    "o=- 1 1 IN IP4 127.0.0.1",
                    "s=-",
                    "t=0 0",
                    "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98",
                    "a=ice-ufrag:Wq3f",
                    "a=ice-pwd:qm7uD3pGZ0eXkBvN4tRyLh2s",
                    "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
                    "a=rtcp-mux",
                    "a=rtpmap:96 VP8/90000",
                    "a=rtpmap:97 rtx/90000",
                    "a=fmtp:97 apt=96",
                    "a=rtpmap:98 H264/90000",
                    "a=sendrecv",
                    "a=ssrc-group:FID 1 2",
                    "a=ssrc-group:SIM 1 3",
                    "a=ssrc:1 cname:someone",
                    "a=ssrc:1 msid:camera track",
                    "a=ssrc:4294967294 cname:someone")
            + "\r\n";

    private final VideoEcho echo = new VideoEcho();

    private static MediaSection section(String offer) {
        return RemoteDescription.parse(offer).sections().get(0);
    }

    @Test
    void takesVp8AndItsRetransmissions() {
        assertEquals(List.of("96", "97"), echo.formats(section(CAMERA)));
    }

    @Test
    void announcesTheComplementOfEachStream() {
        assertEquals(
                List.of(
                        "a=msid:floe echo",
                        "a=ssrc-group:FID 4294967294 4294967293",
                        "a=ssrc:4294967294 cname:floe",
                        "a=ssrc:1 cname:floe"),
                echo.streams(section(CAMERA)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendonly", "recvonly", "inactive"})
    void takesNothingThatCannotComeBack(String direction) {
        assertEquals(List.of(), echo.formats(section(CAMERA.replace("a=sendrecv", "a=" + direction))));
    }

    @Test
    void takesNoAudio() {
        assertEquals(List.of(), echo.formats(section(CAMERA.replace("m=video", "m=audio"))));
    }

    @Test
    void passesOverStreamsThatAreNoNumbers() {
        String odd = CAMERA.replace(
                        "a=ssrc:1 cname:someone", "a=ssrc:12345678901 cname:x\r\na=ssrc:-1 cname:x\r\na=ssrc")
                .replace("FID 1 2", "FID one two");

        assertEquals(List.of("a=msid:floe echo", "a=ssrc:1 cname:floe"), echo.streams(section(odd)));
    }

    @Test
    void announcesAFewStreamsOnly() {
        StringBuilder many = new StringBuilder(CAMERA);
        for (int ssrc = 10; ssrc < 1000; ssrc++) {
            many.append("a=ssrc:").append(ssrc).append(" cname:someone\r\n");
        }
        assertEquals(
                1 + 1 + Sources.MOST, echo.streams(section(many.toString())).size());
    }
}
