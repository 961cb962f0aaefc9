package dev.floe.sdp;

import static dev.floe.sdp.Offers.DATA;
import static dev.floe.sdp.Offers.PASSWORD;
import static dev.floe.sdp.Offers.SHA256;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule that an offer can break: what is said of it names the field and the rule, and keeps the password. */
class BadOfferTest {
    record Bad(String name, String offer, String field, String rule) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> offers() {
        return Stream.of(notSdp(), credentials(), fingerprints(), dtls(), mLines(), sctp(), limits())
                .flatMap(List::stream);
    }

    private static List<Bad> notSdp() {
        return List.of(
                new Bad("empty", "", "offer", "v=0"),
                new Bad("line ends only", "\r\n\r\n", "offer", "v=0"),
                new Bad("JSON", "{\"type\":\"offer\"}", "offer", "v=0"),
                new Bad("a space before the first line", " " + DATA, "offer", "v=0"),
                new Bad("another version", replaced("v=0", "v=1"), "offer", "v=0"),
                new Bad("a line without a type", replaced("t=0 0", "time"), "line 4", "one letter"),
                new Bad("an upper-case type", replaced("t=0 0", "T=0 0"), "line 4", "one letter"),
                new Bad("a space before a line", replaced("t=0 0", " t=0 0"), "line 4", "one letter"),
                new Bad("an empty line", replaced("t=0 0\n", "t=0 0\n\n"), "line 5", "one letter"),
                new Bad("a lone CR", replaced("s=-", "s=a\rb"), "line 3", "lone CR"),
                new Bad("NUL", replaced("s=-", "s=a\0b"), "line 3", "NUL"));
    }

    private static List<Bad> credentials() {
        return List.of(
                new Bad("no ufrag", replaced("a=ice-ufrag:F7gI\n", ""), "a=ice-ufrag", "missing"),
                new Bad("an empty ufrag", ufrag(""), "a=ice-ufrag", "4 to 256"),
                new Bad("a ufrag of 3", ufrag("abc"), "a=ice-ufrag", "4 to 256 characters, has 3"),
                new Bad("a ufrag of 257", ufrag("a".repeat(257)), "a=ice-ufrag", "4 to 256 characters, has 257"),
                new Bad("a ufrag with a minus", ufrag("F7-I"), "a=ice-ufrag", "character 3"),
                new Bad("a ufrag with a space after it", ufrag("F7gI "), "a=ice-ufrag", "character 5"),
                new Bad("a ufrag beyond ASCII", ufrag("F7gÄ"), "a=ice-ufrag", "character 4"),
                new Bad("no password", replaced("a=ice-pwd:" + PASSWORD + "\n", ""), "a=ice-pwd", "missing"),
                new Bad("a password of 21", password("a".repeat(21)), "a=ice-pwd", "22 to 256 characters, has 21"),
                new Bad("a password of 257", password("a".repeat(257)), "a=ice-pwd", "22 to 256 characters, has 257"),
                new Bad("a password with a tilde", password(PASSWORD + "~"), "a=ice-pwd", "character 23"),
                new Bad("a lite peer", replaced("t=0 0", "t=0 0\na=ice-lite"), "a=ice-lite", "RFC 8445"),
                new Bad("a lite m-line", replaced("a=mid:0", "a=mid:0\na=ice-lite"), "a=ice-lite", "RFC 8445"));
    }

    private static List<Bad> fingerprints() {
        return List.of(
                new Bad("no fingerprint", replaced("a=fingerprint:" + SHA256 + "\n", ""), "a=fingerprint", "missing"),
                new Bad("SHA-1 only", fingerprint("sha-1 " + "AB:".repeat(19) + "CD"), "a=fingerprint", "sha-256"),
                new Bad("an empty fingerprint", fingerprint(""), "a=fingerprint", "sha-256"),
                new Bad("an algorithm only", fingerprint("sha-256"), "a=fingerprint", "digest"),
                new Bad("31 bytes", fingerprint(SHA256.substring(0, SHA256.length() - 3)), "a=fingerprint", "32 bytes"),
                new Bad("no hex", fingerprint(SHA256.replace("CD", "XY")), "a=fingerprint", "hex"),
                new Bad("no colons", fingerprint(SHA256.replace(":", "")), "a=fingerprint", "hex"));
    }

    private static List<Bad> dtls() {
        return List.of(
                new Bad("holdconn", replaced("setup:actpass", "setup:holdconn"), "a=setup", "holdconn"),
                new Bad("an unknown setup", replaced("setup:actpass", "setup:maybe"), "a=setup", "actpass"),
                new Bad("setup in upper case", replaced("setup:actpass", "setup:ACTIVE"), "a=setup", "actpass"));
    }

    private static List<Bad> mLines() {
        return List.of(
                new Bad("no m-line", DATA.substring(0, DATA.indexOf("m=")), "m=", "none is usable"),
                new Bad("a rejected m-line", replaced("application 9", "application 0"), "m=", "none is usable"),
                new Bad("no DTLS", replaced("UDP/DTLS/SCTP", "SCTP"), "m=", "none is usable"),
                new Bad("another application", replaced("webrtc-datachannel", "bfcp"), "m=", "none is usable"),
                new Bad(
                        "RTP without mux",
                        replaced("application 9 UDP/DTLS/SCTP webrtc-datachannel", "audio 9 UDP/TLS/RTP/SAVPF 111"),
                        "m=",
                        "rtcp-mux"),
                new Bad("a group without it", replaced("BUNDLE 0", "BUNDLE 1"), "m=", "first BUNDLE group"),
                new Bad("no formats", replaced(" webrtc-datachannel", ""), "m=", "formats"),
                new Bad("two spaces", replaced("application 9", "application  9"), "m=", "formats"),
                new Bad("a port of 65536", replaced("application 9", "application 65536"), "m=", "0 to 65535"),
                new Bad("a negative port", replaced("application 9", "application -9"), "m=", "0 to 65535"),
                new Bad("a mid of two words", replaced("mid:0", "mid:0 1"), "a=mid", "token"),
                new Bad("an empty mid", replaced("mid:0", "mid:"), "a=mid", "token"),
                new Bad("the same mid twice", DATA + DATA.substring(DATA.indexOf("m=")), "a=mid", "different"));
    }

    private static List<Bad> sctp() {
        return List.of(
                new Bad("an SCTP port of 65536", replaced("port:5000", "port:65536"), "a=sctp-port", "0 to 65535"),
                new Bad("an SCTP port of words", replaced("port:5000", "port:http"), "a=sctp-port", "0 to 65535"),
                new Bad("a closed association", replaced("port:5000", "port:0"), "m=", "none is usable"),
                new Bad("the old form without a port", replaced("UDP/DTLS/SCTP", "DTLS/SCTP"), "m=", "0 to 65535"),
                new Bad("a negative size", replaced("size:262144", "size:-1"), "a=max-message-size", "bytes"),
                new Bad("a size with a unit", replaced("size:262144", "size:64k"), "a=max-message-size", "bytes"));
    }

    private static List<Bad> limits() {
        String mLine = "m=audio 0 UDP/TLS/RTP/SAVPF 0\r\n";
        return List.of(
                new Bad("1 MiB", DATA + "a=x\r\n".repeat((1 << 20) / 5), "offer", "262144"),
                new Bad("one character too many", DATA + "a".repeat(262145 - DATA.length()), "offer", "262145"),
                new Bad("a line too long", replaced("s=-", "s=" + "x".repeat(8191)), "line 3", "8192"),
                new Bad("65 m-lines", DATA + mLine.repeat(64), "m=", "64"));
    }

    private static String replaced(String part, String replacement) {
        return Offers.change(DATA, part, replacement);
    }

    private static String ufrag(String ufrag) {
        return replaced("a=ice-ufrag:F7gI", "a=ice-ufrag:" + ufrag);
    }

    private static String password(String password) {
        return replaced("a=ice-pwd:" + PASSWORD, "a=ice-pwd:" + password);
    }

    private static String fingerprint(String value) {
        return replaced(SHA256, value);
    }

    @ParameterizedTest
    @MethodSource("offers")
    @Tag("I7")
    @Tag("I29")
    void isRefusedWithItsFieldAndRule(Bad bad) {
        SdpException refusal = assertThrows(SdpException.class, () -> RemoteDescription.parse(bad.offer()));

        String said = String.valueOf(refusal.getMessage());
        assertAll(
                () -> assertEquals(bad.field(), refusal.field()),
                () -> assertTrue(said.startsWith(bad.field() + ": "), said),
                () -> assertTrue(said.contains(bad.rule()), said),
                () -> assertFalse(said.contains(PASSWORD.substring(0, 8)), said),
                () -> assertFalse(said.contains("aaaaaaaa"), said));
    }

    @Test
    void offerToMutateIsGood() {
        assertEquals(PASSWORD, RemoteDescription.parse(DATA).credentials().password());
    }
}
