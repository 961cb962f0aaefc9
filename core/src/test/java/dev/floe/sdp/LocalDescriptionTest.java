package dev.floe.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.Candidate;
import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalDescriptionTest {
    private static final String PASSWORD = "password/password+password";
    private static final IceCredentials CREDENTIALS = IceCredentials.of("local", PASSWORD);

    @Test
    void tellsTheLinesThatAnEmbedderAddsToHisAnswer() throws UnknownHostException {
        LocalDescription local = new LocalDescription(
                CREDENTIALS,
                List.of(
                        Candidate.host(0, new InetSocketAddress(InetAddress.getByName("203.0.113.7"), 50000)),
                        Candidate.host(1, new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 50001))),
                Optional.of(Fingerprint.parse(Offers.SHA256)),
                DtlsRole.SERVER);

        assertEquals(
                List.of(
                        "a=ice-lite",
                        "a=ice-options:ice2",
                        "a=ice-ufrag:local",
                        "a=ice-pwd:" + PASSWORD,
                        "a=fingerprint:" + Offers.SHA256,
                        "a=setup:passive",
                        "a=candidate:1 1 udp 2130706431 203.0.113.7 50000 typ host",
                        "a=candidate:2 1 udp 2130706175 2001:db8:0:0:0:0:0:7 50001 typ host",
                        "a=end-of-candidates"),
                local.sdpLines());
    }

    @Test
    void leavesAFingerprintThatIsNotKnownToTheEmbedder() throws UnknownHostException {
        LocalDescription local = at(InetAddress.getByName("203.0.113.7"), 50000);

        assertTrue(local.sdpLines().stream().noneMatch(line -> line.startsWith("a=fingerprint")));
        assertTrue(local.sdpLines().contains("a=setup:active"));
    }

    @Test
    void zoneOfAnAddressStaysHome() throws UnknownHostException {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();

        LocalDescription local = at(Inet6Address.getByAddress("host", linkLocal, 3), 50000);

        assertTrue(local.sdpLines().contains("a=candidate:1 1 udp 2130706431 fe80:0:0:0:0:0:0:1 50000 typ host"));
    }

    @Test
    void refusesWhatNoPeerCouldReach() throws UnknownHostException {
        InetAddress any = InetAddress.getByName("0.0.0.0");
        InetAddress definite = InetAddress.getByName("203.0.113.7");

        assertThrows(IllegalArgumentException.class, () -> at(any, 50000));
        assertThrows(IllegalArgumentException.class, () -> at(definite, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LocalDescription(CREDENTIALS, List.of(), Optional.empty(), DtlsRole.SERVER));
    }

    @Test
    void namesNoPassword() throws UnknownHostException {
        String text = at(InetAddress.getByName("203.0.113.7"), 50000).toString();

        assertTrue(text.contains("local"), text);
        assertFalse(text.contains(PASSWORD), text);
    }

    private static LocalDescription at(InetAddress address, int port) {
        List<Candidate> candidates = List.of(Candidate.host(0, new InetSocketAddress(address, port)));
        return new LocalDescription(CREDENTIALS, candidates, Optional.empty(), DtlsRole.CLIENT);
    }
}
