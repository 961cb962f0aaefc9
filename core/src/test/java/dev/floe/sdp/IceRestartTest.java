package dev.floe.sdp;

import static dev.floe.sdp.Offers.ANSWER;
import static dev.floe.sdp.Offers.DATA;
import static dev.floe.sdp.Offers.PASSWORD;
import static dev.floe.sdp.Offers.SHA256;
import static dev.floe.sdp.Offers.change;
import static dev.floe.sdp.Offers.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a later description changes. */
@Tag("I26")
class IceRestartTest {
    private static final String OTHER_PASSWORD = "another/password+of+the+peer";
    private static final String OTHER_SHA256 = SHA256.replace("CD", "CE");

    @Test
    void answersOfChromiumToAnOfferWithNewCredentialsRestart() {
        RemoteDescription former = RemoteDescription.parseAnswer(recorded("chromium-data-answer.sdp"));
        RemoteDescription next = RemoteDescription.parseAnswer(recorded("chromium-data-answer-restart.sdp"));

        assertTrue(next.restarts(former, former.localRole()));
    }

    @Test
    void comparesWithTheCredentialsThatAFragmentBrought() {
        RemoteDescription next =
                RemoteDescription.parse(change(changed("ufrag:F7gI", "ufrag:F7gJ"), PASSWORD, OTHER_PASSWORD));
        RemoteDescription former = RemoteDescription.parse(DATA).withCredentials(next.credentials());

        assertEquals(next.credentials(), former.credentials());
        assertFalse(next.restarts(former, former.localRole()));
        assertTrue(RemoteDescription.parse(DATA).restarts(former, former.localRole()));
    }

    @Test
    void bothCredentialsAnewRestart() {
        assertTrue(restarts(change(changed("ufrag:F7gI", "ufrag:F7gJ"), PASSWORD, OTHER_PASSWORD)));
    }

    @Test
    void sameCredentialsDoNotRestart() {
        assertFalse(restarts(changed("o=- 4414451647326199824 2", "o=- 4414451647326199824 3")));
        assertFalse(restarts(changed("a=mid:0", "a=mid:0\na=candidate:1 1 udp 1 192.0.2.1 9 typ host")));
    }

    @Test
    void oneCredentialAloneIsRefused() {
        assertRefused("a=ice-pwd", changed("ufrag:F7gI", "ufrag:F7gJ"));
        assertRefused("a=ice-ufrag", changed(PASSWORD, OTHER_PASSWORD));
    }

    @Test
    void otherFingerprintIsRefused() {
        assertRefused("a=fingerprint", changed(SHA256, OTHER_SHA256));
        assertRefused("a=fingerprint", changed("a=setup:actpass", "a=setup:actpass\na=fingerprint:" + OTHER_SHA256));
        assertRefused(
                "a=fingerprint",
                change(change(changed(SHA256, OTHER_SHA256), "ufrag:F7gI", "ufrag:F7gJ"), PASSWORD, OTHER_PASSWORD));
    }

    @Test
    void sameFingerprintsInAnotherOrderAreTheSame() {
        String first = "a=fingerprint:" + SHA256 + "\n";
        String second = "a=fingerprint:" + OTHER_SHA256 + "\n";
        RemoteDescription former = RemoteDescription.parse(changed(first, first + second));
        RemoteDescription next = RemoteDescription.parse(changed(first, second + first + first));

        assertFalse(next.restarts(former, DtlsRole.SERVER));
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER, actpass, true",
        "SERVER, active, true",
        "SERVER, passive, false",
        "CLIENT, actpass, true",
        "CLIENT, passive, true",
        "CLIENT, active, false"
    })
    void rolesMustStayAsTheyAre(DtlsRole role, String setup, boolean allowed) {
        RemoteDescription former = RemoteDescription.parse(DATA);
        RemoteDescription next = RemoteDescription.parse(changed("actpass", setup));

        if (allowed) {
            assertFalse(next.restarts(former, role));
        } else {
            SdpException refusal = assertThrows(SdpException.class, () -> next.restarts(former, role));
            assertEquals("a=setup", refusal.field());
            assertTrue(String.valueOf(refusal.getMessage()).contains(role.name()), refusal::getMessage);
        }
    }

    @Test
    void offerThatFollowsAnAnswerIsComparedWithIt() {
        RemoteDescription answer = RemoteDescription.parseAnswer(ANSWER);
        RemoteDescription offer =
                RemoteDescription.parse(change(changed("ufrag:F7gI", "ufrag:F7gJ"), PASSWORD, OTHER_PASSWORD));

        assertTrue(offer.restarts(answer, answer.localRole()));
    }

    private static String changed(String part, String replacement) {
        return change(DATA, part, replacement);
    }

    private static boolean restarts(String next) {
        return RemoteDescription.parse(next).restarts(RemoteDescription.parse(DATA), DtlsRole.SERVER);
    }

    private static void assertRefused(String field, String next) {
        SdpException refusal = assertThrows(SdpException.class, () -> restarts(next));
        String said = String.valueOf(refusal.getMessage());
        assertEquals(field, refusal.field());
        assertFalse(said.contains(PASSWORD) || said.contains(OTHER_PASSWORD), said);
    }
}
