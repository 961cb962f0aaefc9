package dev.floe.sdp;

import static dev.floe.sdp.Offers.ALL;
import static dev.floe.sdp.Offers.DATA;
import static dev.floe.sdp.Offers.SHA256;
import static dev.floe.sdp.Offers.change;
import static dev.floe.sdp.Offers.crlf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.Candidate;
import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What WHIP's PATCH carries, there and back. */
class SdpFragmentTest {
    private static final String SECRET = "the/password+of+the+peer";

    static final String RESTART = crlf("""
            a=ice-options:trickle ice2
            a=group:BUNDLE 0 1
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:0
            a=ice-ufrag:next
            a=ice-pwd:%s
            a=candidate:1 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag next network-id 1
            a=candidate:2 1 tcp 1518280447 host.local 9 typ host tcptype active
            a=end-of-candidates
            """.formatted(SECRET));

    private static final Optional<IceCredentials> NEXT = Optional.of(IceCredentials.of("next", SECRET));
    private static final String CREDENTIALS = "a=ice-ufrag:next\na=ice-pwd:" + SECRET + "\n";

    @Test
    @Tag("I29")
    void readsTheCredentialsOfAnMLine() {
        assertEquals(NEXT, SdpFragment.parse(RESTART).credentials());
        assertEquals(
                NEXT, SdpFragment.parse(RESTART.replace("\r\n", "\n").strip()).credentials());
    }

    @Test
    @Tag("I29")
    void readsTheCredentialsOfTheSessionLevel() {
        String moved = crlf(CREDENTIALS) + change(RESTART, CREDENTIALS, "");

        assertEquals(NEXT, SdpFragment.parse(moved).credentials());
        assertEquals(NEXT, SdpFragment.parse(crlf(CREDENTIALS)).credentials());
    }

    @Test
    @Tag("I29")
    void mediaLevelWinsOverSessionLevel() {
        String both = "a=ice-ufrag:session\r\na=ice-pwd:" + "s".repeat(22) + "\r\n" + RESTART;

        assertEquals(NEXT, SdpFragment.parse(both).credentials());
    }

    @Test
    void credentialsOfTheFirstMLineThatHasAnyCount() {
        String before = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n";
        String after = before + "a=ice-ufrag:other\r\na=ice-pwd:" + "o".repeat(22) + "\r\n";

        assertEquals(NEXT, SdpFragment.parse(before + RESTART + after).credentials());
    }

    @Test
    void candidatesAloneAreTolerated() {
        SdpFragment candidates = SdpFragment.parse(change(RESTART, CREDENTIALS, "a=candidate:nonsense\na=unknown\n"));

        assertEquals(Optional.empty(), candidates.credentials());
        assertFalse(candidates.restarts(IceCredentials.of("former", "f".repeat(22))));
    }

    @Test
    @Tag("I26")
    void restartsIfBothCredentialsAreNew() {
        SdpFragment fragment = SdpFragment.parse(RESTART);

        assertTrue(fragment.restarts(IceCredentials.of("former", "f".repeat(22))));
        assertFalse(fragment.restarts(IceCredentials.of("next", SECRET)));
        assertField("a=ice-ufrag", () -> fragment.restarts(IceCredentials.of("next", "f".repeat(22))));
        assertField("a=ice-pwd", () -> fragment.restarts(IceCredentials.of("former", SECRET)));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("no password", changed("a=ice-pwd:" + SECRET + "\n", ""), "a=ice-pwd", "missing"),
                Arguments.of("no ufrag", changed("a=ice-ufrag:next\n", ""), "a=ice-ufrag", "missing"),
                Arguments.of("a short ufrag", changed("ufrag:next", "ufrag:abc"), "a=ice-ufrag", "has 3"),
                Arguments.of("a long password", changed(SECRET, "p".repeat(257)), "a=ice-pwd", "has 257"),
                Arguments.of("a password with a tilde", changed(SECRET, SECRET + "~"), "a=ice-pwd", "character 25"),
                Arguments.of("a lite peer", "a=ice-lite\r\n" + RESTART, "a=ice-lite", "RFC 8445"),
                Arguments.of("a whole description", DATA, "line 1", "RFC 8840"),
                Arguments.of("a connection line", changed("a=mid", "c=IN IP4 0.0.0.0\na=mid"), "line 4", "RFC 8840"),
                Arguments.of("nothing", "", "line 1", "one letter"),
                Arguments.of("JSON", "{\"candidate\":\"\"}", "line 1", "one letter"),
                Arguments.of("a broken m-line", changed("audio 9", "audio"), "m=", "formats"),
                Arguments.of("too much", RESTART + "a".repeat(262144), "fragment", "262144"),
                Arguments.of("a line too long", RESTART + "a=" + "x".repeat(8191), "line 10", "8192"),
                Arguments.of("65 m-lines", "m=audio 9 RTP/AVP 0\r\n".repeat(65), "m=", "64"));
    }

    private static String changed(String part, String replacement) {
        return change(RESTART, part, replacement);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    @Tag("I29")
    void refusesWithFieldAndRule(String name, String fragment, String field, String rule) {
        SdpException refusal = assertThrows(SdpException.class, () -> SdpFragment.parse(fragment), name);

        String said = String.valueOf(refusal.getMessage());
        assertEquals(field, refusal.field());
        assertTrue(said.contains(rule), said);
        assertFalse(said.contains(SECRET), said);
    }

    @Test
    void textNeverShowsThePassword() {
        String text = SdpFragment.parse(RESTART).toString();

        assertTrue(text.contains("next"), text);
        assertFalse(text.contains(SECRET), text);
    }

    @Test
    @Tag("I26")
    @Tag("I27")
    @Tag("I29")
    @Tag("I30")
    void answersARestartWithNewCredentialsAndTheOldCandidates() throws UnknownHostException {
        assertEquals(crlf("""
                        a=ice-lite
                        a=ice-options:ice2
                        a=group:BUNDLE a d v
                        m=audio 9 UDP/TLS/RTP/SAVPF 111
                        a=mid:a
                        a=ice-ufrag:fresh
                        a=ice-pwd:fresh/password+password
                        a=candidate:1 1 udp 2113938431 203.0.113.7 50000 typ host
                        a=candidate:2 1 udp 2113939711 2001:db8:0:0:0:0:0:7 50000 typ host
                        a=end-of-candidates
                        """), local().fragment(RemoteDescription.parse(ALL)));
    }

    @Test
    void fragmentNamesNoGroupOrMidWhereTheOfferHadNone() throws UnknownHostException {
        String bare = change(change(DATA, "a=group:BUNDLE 0\n", ""), "a=mid:0\n", "a=ice-options:renomination\n");

        String fragment = local().fragment(RemoteDescription.parse(bare));

        assertTrue(fragment.startsWith(crlf("""
                        a=ice-lite
                        a=ice-options:ice2 renomination
                        m=application 9 UDP/DTLS/SCTP webrtc-datachannel
                        a=ice-ufrag:fresh
                        """)), fragment);
    }

    @Test
    void answeringFragmentReadsBackAsWhatWasMeant() throws UnknownHostException {
        String fragment = local().fragment(RemoteDescription.parse(DATA));

        assertEquals(
                Optional.of(local().credentials()),
                SdpFragment.parse(change(fragment, "a=ice-lite\n", "")).credentials());
    }

    private static LocalDescription local() throws UnknownHostException {
        List<Candidate> candidates = Candidate.hosts(List.of(
                new InetSocketAddress(InetAddress.getByName("203.0.113.7"), 50000),
                new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 50000)));
        IceCredentials former = IceCredentials.of("local", "password/password+password");
        return new LocalDescription(
                        former, candidates, Optional.of(Fingerprint.parse(SHA256)), Optional.of(DtlsRole.SERVER), true)
                .withCredentials(IceCredentials.of("fresh", "fresh/password+password"));
    }

    private static void assertField(String field, Runnable call) {
        assertEquals(field, assertThrows(SdpException.class, call::run).field());
    }
}
