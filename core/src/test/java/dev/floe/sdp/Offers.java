package dev.floe.sdp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Descriptions for tests: small ones to mutate, and whole ones as browsers make them. */
final class Offers {
    static final String UFRAG = "F7gI";
    static final String PASSWORD = "x9cml/YzichV2+XlhiMu8g";
    static final String SHA256 = "sha-256 " + "AB:".repeat(31) + "CD";

    /** An offer of data channels with nothing in it that is not needed. */
    static final String DATA = crlf("""
            v=0
            o=- 4414451647326199824 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            a=ice-ufrag:F7gI
            a=ice-pwd:x9cml/YzichV2+XlhiMu8g
            a=fingerprint:%s
            a=setup:actpass
            a=mid:0
            a=sctp-port:5000
            a=max-message-size:262144
            """.formatted(SHA256));

    /** An answer to such an offer, by a peer that opens the handshake. */
    static final String ANSWER = DATA.replace("actpass", "active");

    /** Audio that leads the group, bundle-only video, data. */
    static final String ALL = crlf("""
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE a v d
            a=fingerprint:%s
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=ice-ufrag:audio
            a=ice-pwd:audioaudioaudioaudioaudio
            a=mid:a
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            m=video 0 UDP/TLS/RTP/SAVPF 96
            a=bundle-only
            a=mid:v
            a=sendonly
            a=rtpmap:96 VP8/90000
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            a=ice-ufrag:data
            a=ice-pwd:datadatadatadatadatadata
            a=mid:d
            """.formatted(SHA256));

    private Offers() {}

    /** Returns a file beside this class, as in {@code "chromium-data.sdp"}. */
    static String recorded(String name) {
        try (InputStream file = Offers.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns {@code offer} with every occurrence of {@code part} replaced; there must be one. */
    static String change(String offer, String part, String replacement) {
        assertTrue(offer.contains(crlf(part)), () -> "nothing to replace: " + part);
        return offer.replace(crlf(part), crlf(replacement));
    }

    static String crlf(String lines) {
        return lines.replace("\n", "\r\n");
    }
}
