package dev.floe.sdp;

import static dev.floe.sdp.Offers.ALL;
import static dev.floe.sdp.Offers.DATA;
import static dev.floe.sdp.Offers.SHA256;
import static dev.floe.sdp.Offers.change;
import static dev.floe.sdp.Offers.crlf;
import static dev.floe.sdp.Offers.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.Candidate;
import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SctpParameters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final IceCredentials CREDENTIALS = IceCredentials.of("local", "password/password+password");
    private static final LocalDescription SERVER = local("203.0.113.7", DtlsRole.SERVER);

    @Test
    @Tag("I1")
    @Tag("I3")
    @Tag("I27")
    @Tag("I29")
    void answersAnOfferOfDataChannelsWhole() {
        String answer = SERVER.answer(RemoteDescription.parse(DATA), 42);

        assertEquals(crlf("""
                        v=0
                        o=- 42 0 IN IP4 127.0.0.1
                        s=-
                        t=0 0
                        a=group:BUNDLE 0
                        a=ice-lite
                        a=ice-options:ice2
                        m=application 50000 UDP/DTLS/SCTP webrtc-datachannel
                        c=IN IP4 203.0.113.7
                        a=mid:0
                        a=ice-ufrag:local
                        a=ice-pwd:password/password+password
                        a=fingerprint:%s
                        a=setup:passive
                        a=candidate:1 1 udp 2130706431 203.0.113.7 50000 typ host
                        a=end-of-candidates
                        a=sctp-port:5000
                        a=max-message-size:262144
                        """.formatted(SHA256)), answer);
    }

    @Test
    void acceptsMediaAsOfferedWithoutThePeersStreams() {
        RemoteDescription offer = RemoteDescription.parse(recorded("chromium-audio-video.sdp"));

        List<String> audio = section(SERVER.answer(offer, 1), 1);

        assertEquals("m=audio 50000 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126", audio.get(0));
        assertTrue(audio.containsAll(List.of("a=recvonly", "a=rtcp-mux", "a=rtcp-rsize", "a=rtpmap:111 opus/48000/2")));
        assertTrue(audio.stream().anyMatch(line -> line.startsWith("a=fmtp:111 ")));
        assertTrue(audio.stream().anyMatch(line -> line.startsWith("a=rtcp-fb:111 ")));
        assertTrue(audio.stream().noneMatch(line -> line.startsWith("a=ssrc") || line.startsWith("a=msid")));
    }

    @Test
    @Tag("I29")
    void onlyTheFirstAcceptedSectionCarriesCandidates() {
        String answer = SERVER.answer(RemoteDescription.parse(ALL), 1);

        assertTrue(section(answer, 1).stream().anyMatch(line -> line.startsWith("a=candidate:")));
        assertTrue(section(answer, 2).stream().noneMatch(line -> line.startsWith("a=candidate:")));
        assertTrue(section(answer, 2).contains("a=ice-ufrag:local"));
        assertTrue(section(answer, 3).contains("a=ice-ufrag:local"));
    }

    @Test
    @Tag("I29")
    void iceLiteStandsAtTheSessionLevelOnly() {
        String answer = SERVER.answer(RemoteDescription.parse(ALL), 1);

        assertTrue(section(answer, 0).contains("a=ice-lite"));
        assertEquals(answer.indexOf("a=ice-lite"), answer.lastIndexOf("a=ice-lite"));
    }

    @Test
    void leaderOfTheGroupIsHeldInactiveAndTheRestRejectedWhenOnlyDataIsWanted() {
        String answer = SERVER.answer(RemoteDescription.parse(ALL).accepting(Set.of(MediaKind.DATA)), 1);

        assertTrue(section(answer, 0).contains("a=group:BUNDLE a d"));
        assertEquals("m=audio 50000 UDP/TLS/RTP/SAVPF 111", section(answer, 1).get(0));
        assertTrue(section(answer, 1).contains("a=inactive"));
        assertEquals(
                List.of("m=video 0 UDP/TLS/RTP/SAVPF 96", "c=IN IP4 0.0.0.0", "a=mid:v", "a=inactive"),
                section(answer, 2));
        assertEquals(
                "m=application 50000 UDP/DTLS/SCTP webrtc-datachannel",
                section(answer, 3).get(0));
    }

    @Test
    void withoutAGroupAllButOneAreRejectedAndThereIsNoGroup() {
        RemoteDescription offer = RemoteDescription.parse(change(ALL, "a=group:BUNDLE a v d\n", ""));

        String answer = SERVER.answer(offer.accepting(Set.of(MediaKind.DATA)), 1);

        assertFalse(answer.contains("a=group"));
        assertEquals(
                List.of(0, 0, 50000),
                RemoteDescription.parse(withoutLite(answer)).sections().stream()
                        .map(MediaSection::port)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, sendrecv",
        "sendonly, recvonly",
        "recvonly, sendonly",
        "inactive, inactive",
        "unknown, sendrecv"
    })
    void directionIsMirrored(String offered, String answered) {
        String offer = change(ALL, "a=mid:a", "a=mid:a\na=" + offered);

        assertTrue(section(SERVER.answer(RemoteDescription.parse(offer), 1), 1).contains("a=" + answered));
    }

    @Test
    void headerExtensionInOneDirectionIsNotAgreedTo() {
        RemoteDescription offer = RemoteDescription.parse(recorded("firefox-audio-data.sdp"));

        List<String> audio = section(SERVER.answer(offer, 1), 1);

        assertTrue(audio.contains("a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level"));
        assertTrue(audio.contains("a=extmap-allow-mixed"));
        assertTrue(audio.stream().noneMatch(line -> line.startsWith("a=extmap:2")));
    }

    @Test
    void oldFormIsAnsweredInTheOldForm() {
        String old = change(DATA, "UDP/DTLS/SCTP webrtc-datachannel", "DTLS/SCTP 5001");

        List<String> data = section(SERVER.answer(RemoteDescription.parse(old), 1), 1);

        assertEquals("m=application 50000 DTLS/SCTP 5000", data.get(0));
        assertTrue(data.contains("a=sctpmap:5000 webrtc-datachannel 65535"));
        assertFalse(data.contains("a=sctp-port:5000"));
    }

    @Test
    void addressFamilyOfTheConnectionLineFollowsTheCandidate() {
        List<String> data = section(local("2001:db8::7", DtlsRole.SERVER).answer(RemoteDescription.parse(DATA), 1), 1);

        assertTrue(data.contains("c=IN IP6 2001:db8:0:0:0:0:0:7"));
        assertTrue(data.contains("a=candidate:1 1 udp 2130706431 2001:db8:0:0:0:0:0:7 50000 typ host"));
    }

    @Test
    void roleMustSuitTheOffer() {
        RemoteDescription passive = RemoteDescription.parse(change(DATA, "actpass", "passive"));
        RemoteDescription active = RemoteDescription.parse(change(DATA, "actpass", "active"));
        LocalDescription client = local("203.0.113.7", DtlsRole.CLIENT);

        assertThrows(IllegalArgumentException.class, () -> SERVER.answer(passive, 1));
        assertThrows(IllegalArgumentException.class, () -> client.answer(active, 1));
        assertTrue(client.answer(passive, 1).contains("a=setup:active\r\n"));
        assertTrue(client.answer(RemoteDescription.parse(DATA), 1).contains("a=setup:active\r\n"));
        assertTrue(SERVER.answer(active, 1).contains("a=setup:passive\r\n"));
    }

    @Test
    void roleThatIsLeftToThePeerIsTheServersWhereverTheOfferAllows() {
        LocalDescription open =
                new LocalDescription(CREDENTIALS, SERVER.candidates(), SERVER.fingerprint(), Optional.empty(), false);
        RemoteDescription passive = RemoteDescription.parse(change(DATA, "actpass", "passive"));

        assertTrue(open.answer(RemoteDescription.parse(DATA), 1).contains("a=setup:passive\r\n"));
        assertTrue(open.answer(passive, 1).contains("a=setup:active\r\n"));
    }

    @Test
    @Tag("I30")
    void laterAnswerHasTheSameCandidatesAndCountsItsVersion() {
        RemoteDescription offer = RemoteDescription.parse(DATA);

        String restarted = SERVER.withCredentials(IceCredentials.of("fresh", "fresh/password+password"))
                .answer(offer, 42, 1);

        assertEquals(
                SERVER.answer(offer, 42)
                        .replace("o=- 42 0 ", "o=- 42 1 ")
                        .replace("a=ice-ufrag:local", "a=ice-ufrag:fresh")
                        .replace("a=ice-pwd:password/password+password", "a=ice-pwd:fresh/password+password"),
                restarted);
    }

    @ParameterizedTest
    @CsvSource({
        "true, ice2 trickle renomination, ice2 renomination",
        "true, trickle, ice2",
        "true, renominationx, ice2",
        "false, renomination, ice2"
    })
    @Tag("I27")
    void renominationIsRepeatedWhereBothSidesKnowIt(boolean known, String offered, String answered) {
        LocalDescription local =
                new LocalDescription(CREDENTIALS, SERVER.candidates(), SERVER.fingerprint(), SERVER.role(), known);
        String offer = change(DATA, "a=mid:0", "a=mid:0\na=ice-options:" + offered);

        List<String> session = section(local.answer(RemoteDescription.parse(offer), 1), 0);

        assertTrue(session.contains("a=ice-options:" + answered), session.toString());
    }

    @Test
    void answersNoAnswer() {
        RemoteDescription answer = RemoteDescription.parseAnswer(Offers.ANSWER);

        assertThrows(IllegalArgumentException.class, () -> SERVER.answer(answer, 1));
    }

    @Test
    void answerNeedsAFingerprintAndASessionId() {
        RemoteDescription offer = RemoteDescription.parse(DATA);
        LocalDescription without =
                new LocalDescription(CREDENTIALS, SERVER.candidates(), Optional.empty(), DtlsRole.SERVER);

        assertThrows(IllegalStateException.class, () -> without.answer(offer, 1));
        assertThrows(IllegalArgumentException.class, () -> SERVER.answer(offer, -1));
        assertThrows(IllegalArgumentException.class, () -> SERVER.answer(offer, 1, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-data.sdp",
                "chromium-audio-video.sdp",
                "chromium-audio-video-data.sdp",
                "firefox-audio-data.sdp"
            })
    void answerReadsBackAsWhatWasMeant(String name) {
        RemoteDescription offer = RemoteDescription.parse(recorded(name));

        RemoteDescription answer = RemoteDescription.parse(withoutLite(SERVER.answer(offer, Long.MAX_VALUE)));

        assertEquals(CREDENTIALS, answer.credentials());
        assertEquals(List.of(Fingerprint.parse(SHA256)), answer.fingerprints());
        assertEquals(Setup.PASSIVE, answer.setup());
        assertEquals(List.of(new RemoteCandidate("udp", "203.0.113.7", 50000, "host")), answer.candidates());
        assertEquals(mids(offer.sections()), mids(answer.sections()));
        assertEquals(mids(offer.accepted()), mids(answer.accepted()));
        assertEquals(
                offer.sctp().map(sctp -> new SctpParameters(5000, LocalDescription.MAX_MESSAGE_SIZE)), answer.sctp());
    }

    /** An answer of ours is refused as an offer for this one line. */
    private static String withoutLite(String answer) {
        return change(answer, "a=ice-lite\n", "");
    }

    private static List<String> mids(List<MediaSection> sections) {
        return sections.stream().map(section -> section.mid().orElseThrow()).toList();
    }

    /** Returns the lines of a section; 0 is the session level. */
    private static List<String> section(String answer, int index) {
        return Arrays.asList(answer.split("\r\n(?=m=)", -1)[index].split("\r\n", -1));
    }

    private static LocalDescription local(String address, DtlsRole role) {
        try {
            Candidate candidate = Candidate.host(0, new InetSocketAddress(InetAddress.getByName(address), 50000));
            return new LocalDescription(CREDENTIALS, List.of(candidate), Optional.of(Fingerprint.parse(SHA256)), role);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
