package dev.floe.sdp;

import static dev.floe.sdp.Offers.DATA;
import static dev.floe.sdp.Offers.PASSWORD;
import static dev.floe.sdp.Offers.SHA256;
import static dev.floe.sdp.Offers.UFRAG;
import static dev.floe.sdp.Offers.change;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SctpParameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteDescriptionTest {
    private static final String SHA512 = "sha-512 " + "0A:".repeat(63) + "0B";

    @Test
    void readsAnOfferOfChromium() {
        RemoteDescription offer = RemoteDescription.parse(Offers.recorded("chromium-data.sdp"));

        assertEquals(IceCredentials.of("d/cB", "lFb4ZjGuys8G5YjqsIcTN1ay"), offer.credentials());
        assertEquals(
                "sha-256 08:EC:C0:2B:14:61:9A:FC:6C:03:A1:F4:FF:2C:74:B8:C1:E5:3A:81:E7:34:F3:81:A1:46:B2:5A:C5:9D:01:74",
                offer.fingerprints().get(0).toString());
        assertEquals(Setup.ACTPASS, offer.setup());
        assertEquals(Set.of("trickle"), offer.iceOptions());
        assertEquals(Optional.of(new SctpParameters(5000, 262144)), offer.sctp());
        assertTrue(offer.isBundled());
        assertEquals(
                new RemoteCandidate("udp", "31878dd1-d44d-4112-879b-c0598b8f300d.local", 38401, "host"),
                offer.candidates().get(0));
    }

    @Test
    void readsTheSectionsOfAnOfferInOrder() {
        List<MediaSection> sections = RemoteDescription.parse(Offers.recorded("chromium-audio-video.sdp"))
                .sections();

        assertEquals(
                List.of("audio", "video"),
                sections.stream().map(MediaSection::media).toList());
        MediaSection audio = sections.get(0);
        assertEquals(9, audio.port());
        assertEquals("UDP/TLS/RTP/SAVPF", audio.protocol());
        assertEquals(List.of("111", "63", "9", "0", "8", "13", "110", "126"), audio.formats());
        assertEquals(Optional.of(MediaKind.AUDIO), audio.kind());
        assertEquals(Optional.of("0"), audio.mid());
        assertTrue(audio.isBundled());
        assertEquals(Direction.SENDONLY, audio.direction());
        assertEquals(Direction.RECVONLY, sections.get(1).direction());
        assertEquals(Optional.empty(), audio.sctp());
    }

    @Test
    void readsAnOfferOfFirefox() {
        RemoteDescription offer = RemoteDescription.parse(Offers.recorded("firefox-audio-data.sdp"));

        assertEquals("4fd1a90b", offer.credentials().ufrag());
        assertEquals(1, offer.fingerprints().size());
        assertEquals(1073741823, offer.sctp().orElseThrow().maxMessageSize());
        assertEquals(
                List.of("udp", "tcp", "udp"),
                offer.candidates().stream().map(RemoteCandidate::transport).toList());
        assertEquals("2001:db8:85a3::8a2e:370:7334", offer.candidates().get(2).address());
    }

    @Test
    void readsLinesThatEndWithLineFeedAlone() {
        assertEquals(
                UFRAG,
                RemoteDescription.parse(DATA.replace("\r\n", "\n"))
                        .credentials()
                        .ufrag());
    }

    @Test
    void needsNoEndOfTheLastLineAndForgivesSeveral() {
        assertEquals(UFRAG, RemoteDescription.parse(DATA.strip()).credentials().ufrag());
        assertEquals(
                UFRAG, RemoteDescription.parse(DATA + "\r\n\n").credentials().ufrag());
    }

    @Test
    @Tag("I29")
    void mediaLevelWinsOverSessionLevel() {
        String both = change(
                DATA,
                "t=0 0\n",
                "t=0 0\na=ice-ufrag:session\na=ice-pwd:" + "s".repeat(22) + "\na=fingerprint:" + SHA512
                        + "\na=setup:active\n");

        RemoteDescription offer = RemoteDescription.parse(both);

        assertEquals(IceCredentials.of(UFRAG, PASSWORD), offer.credentials());
        assertEquals(List.of(Fingerprint.parse(SHA256)), offer.fingerprints());
        assertEquals(Setup.ACTPASS, offer.setup());
    }

    @Test
    @Tag("I29")
    void sessionLevelIsTheDefault() {
        String attributes = DATA.substring(DATA.indexOf("a=ice-ufrag"), DATA.indexOf("a=mid"));
        String moved = change(
                DATA.replace(attributes, ""),
                "t=0 0\n",
                "t=0 0\n" + attributes.replace("actpass", "passive").replace("\r", ""));

        RemoteDescription offer = RemoteDescription.parse(moved);

        assertEquals(IceCredentials.of(UFRAG, PASSWORD), offer.credentials());
        assertEquals(List.of(Fingerprint.parse(SHA256)), offer.fingerprints());
        assertEquals(Setup.PASSIVE, offer.setup());
    }

    @Test
    void firstOfARepeatedAttributeWins() {
        String twice =
                change(DATA, "a=setup:actpass\n", "a=setup:active\na=setup:passive\na=ice-ufrag:other\na=mid:1\n");

        RemoteDescription offer = RemoteDescription.parse(twice.replace("BUNDLE 0", "BUNDLE 1"));

        assertEquals(Setup.ACTIVE, offer.setup());
        assertEquals(UFRAG, offer.credentials().ufrag());
        assertEquals(Optional.of("1"), offer.sections().get(0).mid());
    }

    @Test
    void takesEveryFingerprintThatItSupports() {
        String several = change(
                DATA,
                "a=setup:actpass\n",
                "a=setup:actpass\na=fingerprint:md5 00\na=fingerprint:" + SHA512 + "\na=fingerprint:SHA-256 "
                        + "ab:".repeat(31) + "cd\n");

        List<Fingerprint> fingerprints = RemoteDescription.parse(several).fingerprints();

        assertEquals(
                List.of(Fingerprint.parse(SHA256), Fingerprint.parse(SHA512), Fingerprint.parse(SHA256)), fingerprints);
    }

    @Test
    @Tag("I29")
    void takesCredentialsAtTheLimits() {
        String longest = change(change(DATA, PASSWORD, "p".repeat(256)), "ufrag:" + UFRAG, "ufrag:" + "u".repeat(256));

        assertEquals(
                IceCredentials.of("u".repeat(256), "p".repeat(256)),
                RemoteDescription.parse(longest).credentials());
    }

    @ParameterizedTest
    @CsvSource({
        "a=setup:actpass, any, SERVER",
        "a=setup:actpass, CLIENT, CLIENT",
        "a=setup:actpass, SERVER, SERVER",
        "a=setup:active, any, SERVER",
        "a=setup:active, CLIENT, SERVER",
        "a=setup:passive, any, CLIENT",
        "a=setup:passive, SERVER, CLIENT",
        "a=unknown, any, SERVER",
        "a=unknown, CLIENT, CLIENT"
    })
    void wishForARoleCountsWhereTheOfferLeavesTheChoice(String line, String wish, DtlsRole expected) {
        RemoteDescription offer = RemoteDescription.parse(change(DATA, "a=setup:actpass", line));

        Optional<DtlsRole> wished = wish.equals("any") ? Optional.empty() : Optional.of(DtlsRole.valueOf(wish));
        assertEquals(expected, offer.answerRole(wished));
    }

    @Test
    void understandsTheOldFormOfDataChannels() {
        String old = change(DATA, "UDP/DTLS/SCTP webrtc-datachannel", "DTLS/SCTP 5001")
                .replace("a=sctp-port:5000", "a=sctpmap:5001 webrtc-datachannel 65535");

        assertEquals(
                Optional.of(new SctpParameters(5001, 262144)),
                RemoteDescription.parse(old).sctp());
    }

    @Test
    void understandsSctpOverDtlsOverTcp() {
        String tcp = change(DATA, "UDP/DTLS/SCTP", "TCP/DTLS/SCTP");

        assertEquals(
                Optional.of(MediaKind.DATA),
                RemoteDescription.parse(tcp).sections().get(0).kind());
    }

    @Test
    void fillsInSctpParametersThatAreMissing() {
        String bare = change(DATA, "a=sctp-port:5000\na=max-message-size:262144\n", "");

        assertEquals(
                Optional.of(new SctpParameters(5000, 65536)),
                RemoteDescription.parse(bare).sctp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9223372036854775807", "99999999999999999999999"})
    void messageSizeWithoutLimitIsTheLargest(String size) {
        String offer = change(DATA, "size:262144", "size:" + size);

        assertEquals(
                Long.MAX_VALUE,
                RemoteDescription.parse(offer).sctp().orElseThrow().maxMessageSize());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 1 udp",
                "1 1 udp 1 192.0.2.1 9 typ",
                "1 1 udp 1 192.0.2.1 9 type host",
                "1 1 udp 1 192.0.2.1 65536 typ host",
                "1 1 udp 1 192.0.2.1 x typ host",
                "1 1 udp 1  9 typ host"
            })
    void candidateThatCannotBeUnderstoodIsIgnored(String value) {
        String offer = change(
                DATA,
                "a=mid:0\n",
                "a=mid:0\na=candidate:" + value
                        + "\na=candidate:2 1 xyz 1 host.local 1 typ strange raddr 0.0.0.0 rport 0 generation 0 unknown thing\n");

        assertEquals(
                List.of(new RemoteCandidate("xyz", "host.local", 1, "strange")),
                RemoteDescription.parse(offer).candidates());
    }

    @Test
    void keepsABoundedNumberOfCandidatesAndFingerprints() {
        String offer = change(
                DATA,
                "a=mid:0\n",
                "a=mid:0\n" + "a=candidate:1 1 udp 1 ::1 9 typ host\n".repeat(1000)
                        + ("a=fingerprint:" + SHA256 + "\n").repeat(1000));

        assertEquals(64, RemoteDescription.parse(offer).candidates().size());
        assertEquals(16, RemoteDescription.parse(offer).fingerprints().size());
    }

    @Test
    void iceOptionsOfBothLevelsCount() {
        String offer = change(
                change(DATA, "t=0 0\n", "t=0 0\na=ice-options:ice2 trickle\n"), "a=mid:0", "a=mid:0\na=ice-options:x");

        assertEquals(
                Set.of("ice2", "trickle", "x"), RemoteDescription.parse(offer).iceOptions());
    }

    @ParameterizedTest
    @CsvSource({"renomination, true", "trickle renomination, true", "trickle, false", "Renomination, false"})
    void tellsWhetherThePeerNumbersItsNominations(String options, boolean renominates) {
        String offer = change(DATA, "a=mid:0", "a=mid:0\na=ice-options:" + options);

        assertEquals(renominates, RemoteDescription.parse(offer).renominates());
    }

    @Test
    void textNeverShowsThePassword() {
        RemoteDescription offer = RemoteDescription.parse(DATA);

        String all = offer.toString() + offer.sections() + offer.accepted() + offer.credentials() + offer.candidates();

        assertTrue(all.contains(UFRAG), all);
        assertFalse(all.contains(PASSWORD), all);
    }

    @Test
    void refusesWhenNothingOfTheWantedKindIsOffered() {
        RemoteDescription offer = RemoteDescription.parse(DATA);

        SdpException refusal = assertThrows(SdpException.class, () -> offer.accepting(Set.of(MediaKind.AUDIO)));
        assertEquals("m=", refusal.field());
    }
}
