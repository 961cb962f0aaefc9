package dev.floe.sdp;

import static dev.floe.sdp.Offers.ALL;
import static dev.floe.sdp.Offers.ANSWER;
import static dev.floe.sdp.Offers.PASSWORD;
import static dev.floe.sdp.Offers.SHA256;
import static dev.floe.sdp.Offers.UFRAG;
import static dev.floe.sdp.Offers.change;
import static dev.floe.sdp.Offers.recorded;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers to offers of this side. */
class ReadAnswerTest {
    @Test
    void readsAnAnswerOfChromium() {
        RemoteDescription answer = RemoteDescription.parseAnswer(recorded("chromium-data-answer.sdp"));

        assertEquals(IceCredentials.of("pQ6n", "2AnyVbAG9TcXsT9TlqHkO9SK"), answer.credentials());
        assertEquals(
                "sha-256 21:42:A9:61:AC:B7:FD:E1:37:C5:1C:7A:E8:A4:CA:A8:CC:CC:D3:C1:77:55:47:C0:40:71:63:77:96:E0:7C:4A",
                answer.fingerprints().get(0).toString());
        assertEquals(DtlsRole.SERVER, answer.localRole());
        assertEquals(Optional.of(new SctpParameters(5000, 262144)), answer.sctp());
        assertEquals(Set.of("trickle"), answer.iceOptions());
        assertEquals(2, answer.candidates().size());
    }

    @Test
    @Tag("I29")
    void readsWhatAnAnswerHasInCommonWithAnOffer() {
        RemoteDescription answer = RemoteDescription.parseAnswer(ANSWER);

        assertEquals(IceCredentials.of(UFRAG, PASSWORD), answer.credentials());
        assertEquals(List.of(Fingerprint.parse(SHA256)), answer.fingerprints());
    }

    @ParameterizedTest
    @CsvSource({"active, SERVER", "passive, CLIENT"})
    void peersRoleSettlesThisSides(String setup, DtlsRole role) {
        RemoteDescription answer = RemoteDescription.parseAnswer(change(ANSWER, "active", setup));

        assertEquals(role, answer.localRole());
        assertEquals(role, answer.answerRole(Optional.of(DtlsRole.CLIENT)));
        assertEquals(role, answer.answerRole(Optional.of(DtlsRole.SERVER)));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("actpass", changed("active", "actpass"), "a=setup", "active or passive"),
                Arguments.of("no setup", changed("a=setup:active\n", ""), "a=setup", "active or passive"),
                Arguments.of("holdconn", changed("active", "holdconn"), "a=setup", "holdconn"),
                Arguments.of("a lite peer", changed("t=0 0", "t=0 0\na=ice-lite"), "a=ice-lite", "RFC 8445"),
                Arguments.of("port 0", changed("application 9", "application 0"), "m=", "rejected by the peer"),
                Arguments.of(
                        "port 0 that claims to be bundle-only",
                        changed("application 9", "application 0").replace("a=mid:0", "a=mid:0\r\na=bundle-only"),
                        "m=",
                        "rejected by the peer"),
                Arguments.of("no m-line", ANSWER.substring(0, ANSWER.indexOf("m=")), "m=", "none is usable"),
                Arguments.of("a closed association", changed("port:5000", "port:0"), "m=", "none is usable"),
                Arguments.of("no ufrag", changed("a=ice-ufrag:F7gI\n", ""), "a=ice-ufrag", "missing"),
                Arguments.of("a short password", changed(PASSWORD, "short"), "a=ice-pwd", "has 5"),
                Arguments.of(
                        "no fingerprint", changed("a=fingerprint:" + SHA256 + "\n", ""), "a=fingerprint", "missing"),
                Arguments.of("nothing", "", "answer", "v=0"),
                Arguments.of("too much", ANSWER + "a".repeat(262144), "answer", "262144"));
    }

    private static String changed(String part, String replacement) {
        return change(ANSWER, part, replacement);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    @Tag("I7")
    @Tag("I29")
    void refusesWithFieldAndRule(String name, String answer, String field, String rule) {
        SdpException refusal = assertThrows(SdpException.class, () -> RemoteDescription.parseAnswer(answer), name);

        String said = String.valueOf(refusal.getMessage());
        assertEquals(field, refusal.field());
        assertTrue(said.contains(rule), said);
        assertFalse(said.contains(PASSWORD), said);
    }

    @Test
    void portZeroRejectsASectionOfAnAnswerEvenInItsGroup() {
        RemoteDescription answer = RemoteDescription.parseAnswer(change(ALL, "t=0 0", "t=0 0\na=setup:passive"));

        assertEquals(
                List.of("a", "d"),
                answer.accepted().stream()
                        .map(section -> section.mid().orElseThrow())
                        .toList());
    }
}
