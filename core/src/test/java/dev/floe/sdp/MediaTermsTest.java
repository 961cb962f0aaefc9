package dev.floe.sdp;

import static dev.floe.sdp.Offers.ALL;
import static dev.floe.sdp.Offers.SHA256;
import static dev.floe.sdp.Offers.change;
import static dev.floe.sdp.Offers.crlf;
import static dev.floe.sdp.Offers.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.Candidate;
import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers by the terms of an embedder who has a media slot. */
class MediaTermsTest {
    private static final Set<MediaKind> VIDEO = Set.of(MediaKind.VIDEO);
    private static final LocalDescription LOCAL = new LocalDescription(
            IceCredentials.of("local", "password/password+password"),
            List.of(Candidate.host(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 50000))),
            Optional.of(Fingerprint.parse(SHA256)),
            DtlsRole.SERVER);

    /** Video in two codecs, each with its retransmissions, and a stream. */
    private static final String CAMERA = crlf("""
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            m=video 9 UDP/TLS/RTP/SAVPF 98 96 97 99
            c=IN IP4 0.0.0.0
            a=ice-ufrag:F7gI
            a=ice-pwd:x9cml/YzichV2+XlhiMu8g
            a=fingerprint:%s
            a=setup:actpass
            a=mid:0
            a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid
            a=sendrecv
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 nack
            a=rtcp-fb:* ccm fir
            a=rtpmap:97 rtx/90000
            a=fmtp:97 rtx-time=200; apt=96
            a=rtpmap:98 VP9/90000
            a=fmtp:98 profile-id=0
            a=rtpmap:99 rtx/90000
            a=fmtp:99 apt=98
            a=msid:camera track
            a=ssrc-group:FID 11 12
            a=ssrc:11 cname:someone
            a=ssrc:12 cname:someone
            """.formatted(SHA256));

    private static final MediaTerms VP8 = video -> video.formatsOf("vp8");

    private record Announcing(List<String> lines) implements MediaTerms {
        @Override
        public List<String> formats(MediaSection offered) {
            return offered.formatsOf("VP8");
        }

        @Override
        public List<String> streams(MediaSection offered) {
            return lines;
        }
    }

    @Test
    void answersInTheChosenFormatsAlone() {
        assertEquals(
                Set.of(
                        "m=video 50000 UDP/TLS/RTP/SAVPF 96 97",
                        "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid",
                        "a=sendrecv",
                        "a=rtcp-mux",
                        "a=rtcp-rsize",
                        "a=rtpmap:96 VP8/90000",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:* ccm fir",
                        "a=rtpmap:97 rtx/90000",
                        "a=fmtp:97 rtx-time=200; apt=96"),
                media(answer(CAMERA, VP8)));
    }

    @Test
    void showsTheFormatsInTheOrderOfTheTerms() {
        String answer = answer(CAMERA, video -> List.of("99", "98"));

        assertTrue(answer.contains("m=video 50000 UDP/TLS/RTP/SAVPF 99 98\r\n"), answer);
    }

    @Test
    void saysOfStreamsWhatTheTermsSayWhereThisSideSends() {
        List<String> streams = List.of("a=msid:echo video", "a=ssrc:7 cname:floe");

        assertTrue(lines(answer(CAMERA, new Announcing(streams))).containsAll(streams));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendonly", "inactive"})
    void saysNothingOfStreamsWhereThisSideDoesNotSend(String direction) {
        String offer = change(CAMERA, "a=sendrecv", "a=" + direction);

        assertTrue(lines(answer(offer, new Announcing(List.of("a=ssrc:7 cname:floe")))).stream()
                .noneMatch(line -> line.startsWith("a=ssrc")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b=AS:1", "a=ssrc:1\r\nm=video", "a=x\ny", ""})
    void takesOnlyWholeLinesOfStreams(String line) {
        assertThrows(IllegalArgumentException.class, () -> answer(CAMERA, new Announcing(List.of(line))));
    }

    @Test
    void takesOnlyFormatsThatWereOffered() {
        assertThrows(IllegalArgumentException.class, () -> answer(CAMERA, video -> List.of("100")));
    }

    @Test
    void refusesAnOfferOfWhichNoFormatIsTaken() {
        SdpException refusal = assertThrows(SdpException.class, () -> answer(CAMERA, video -> List.of()));

        assertEquals("m=", refusal.field());
    }

    @Test
    void rejectsTheOneSectionThatTheTermsRefuse() {
        RemoteDescription offer = RemoteDescription.parse(ALL)
                .accepting(
                        Set.of(MediaKind.AUDIO, MediaKind.VIDEO, MediaKind.DATA), section -> section.formatsOf("opus"));

        assertEquals(
                List.of("a", "d"),
                offer.accepted().stream()
                        .map(section -> section.mid().orElseThrow())
                        .toList());
        assertTrue(LOCAL.answer(offer, 1).contains("m=video 0 UDP/TLS/RTP/SAVPF 96\r\n"));
    }

    @Test
    void holdsTheLeaderOfTheGroupWithAllItsFormatsWhenTheTermsRefuseIt() {
        RemoteDescription offer =
                RemoteDescription.parse(ALL).accepting(Set.of(MediaKind.AUDIO, MediaKind.DATA), section -> List.of());

        List<String> audio = lines(LOCAL.answer(offer, 1)).stream()
                .dropWhile(line -> !line.startsWith("m="))
                .toList();
        assertEquals("m=audio 50000 UDP/TLS/RTP/SAVPF 111", audio.get(0));
        assertTrue(audio.contains("a=inactive"));
        assertTrue(audio.contains("a=rtpmap:111 opus/48000/2"));
    }

    @Test
    void asksNothingAboutDataChannels() {
        RemoteDescription offer = RemoteDescription.parse(Offers.DATA).accepting(Set.of(MediaKind.DATA), section -> {
            throw new AssertionError("asked about " + section);
        });

        assertEquals(1, offer.accepted().size());
    }

    @ParameterizedTest
    @CsvSource({"VP8, 96 97", "vp9, 98 99", "AV1, ''", "rtx, 97 99"})
    void findsTheFormatsOfACodec(String codec, String formats) {
        MediaSection video = RemoteDescription.parse(CAMERA).sections().get(0);

        assertEquals(
                Set.of(formats.split(" ", -1)), formats.isEmpty() ? Set.of("") : Set.copyOf(video.formatsOf(codec)));
        assertEquals(formats.isEmpty(), video.formatsOf(codec).isEmpty());
    }

    @Test
    void findsTheFormatsOfACodecInWhatChromiumOffers() {
        MediaSection video = RemoteDescription.parse(recorded("chromium-audio-video.sdp"))
                .sections()
                .get(1);

        assertEquals(List.of("96", "97"), video.formatsOf("VP8"));
        assertEquals(List.of("45", "46", "47", "48"), video.formatsOf("AV1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=rtpmap:96", "a=rtpmap:", "a=rtpmap", "a=rtpmap: VP8/90000"})
    void passesOverMapsThatSayNothing(String map) {
        MediaSection video = RemoteDescription.parse(change(CAMERA, "a=rtpmap:96 VP8/90000", map))
                .sections()
                .get(0);

        assertEquals(List.of(), video.formatsOf("VP8"));
    }

    @Test
    void showsAttributesByName() {
        MediaSection video = RemoteDescription.parse(CAMERA).sections().get(0);

        assertEquals(List.of("11 cname:someone", "12 cname:someone"), video.values("ssrc"));
        assertEquals(List.of("FID 11 12"), video.values("ssrc-group"));
        assertEquals(List.of(""), video.values("rtcp-mux"));
        assertEquals(List.of(), video.values("ptime"));
    }

    private static String answer(String offer, MediaTerms terms) {
        return LOCAL.answer(RemoteDescription.parse(offer).accepting(VIDEO, terms), 1);
    }

    private static List<String> lines(String answer) {
        return Arrays.asList(answer.split("\r\n", -1));
    }

    /** Returns the m-line and what it says of media. */
    private static Set<String> media(String answer) {
        List<String> transport =
                List.of("a=mid", "a=ice", "a=fingerprint", "a=setup", "a=candidate", "a=end-of-candidates");
        return lines(answer).stream()
                .dropWhile(line -> !line.startsWith("m="))
                .filter(line -> line.startsWith("m=") || line.startsWith("a="))
                .filter(line -> transport.stream().noneMatch(line::startsWith))
                .collect(Collectors.toSet());
    }
}
