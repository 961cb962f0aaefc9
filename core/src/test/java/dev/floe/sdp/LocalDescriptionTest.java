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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LocalDescriptionTest {
    private static final String PASSWORD = "password/password+password";
    private static final IceCredentials CREDENTIALS = IceCredentials.of("local", PASSWORD);

    @Test
    @Tag("I1")
    @Tag("I2")
    @Tag("I27")
    @Tag("I29")
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
    @Tag("I2")
    void dualStackLinesFollowTheCandidates() throws UnknownHostException {
        LocalDescription local = with(Candidate.hosts(List.of(
                new InetSocketAddress(InetAddress.getByName("203.0.113.7"), 50000),
                new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 50000))));

        assertEquals(
                List.of(
                        "a=candidate:1 1 udp 2113938431 203.0.113.7 50000 typ host",
                        "a=candidate:2 1 udp 2113939711 2001:db8:0:0:0:0:0:7 50000 typ host"),
                local.sdpLines().stream()
                        .filter(line -> line.startsWith("a=candidate"))
                        .toList());
    }

    @Test
    @Tag("I1")
    @Tag("I2")
    void refusesCandidatesThatThePeerCouldNotTellApart() throws UnknownHostException {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getByName("203.0.113.7"), 50000);
        InetSocketAddress there = new InetSocketAddress(InetAddress.getByName("203.0.113.8"), 50000);

        assertRefused("another address", new Candidate("1", 1, here), new Candidate("2", 2, here));
        assertRefused("another foundation", new Candidate("1", 1, here), new Candidate("1", 2, there));
        assertRefused("another priority", new Candidate("1", 1, here), new Candidate("2", 1, there));
    }

    private static void assertRefused(String rule, Candidate... candidates) {
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> with(List.of(candidates)))
                .getMessage());
        assertTrue(said.contains(rule), said);
    }

    @Test
    void roleThatIsNotSettledIsLeftToThePeer() throws UnknownHostException {
        LocalDescription settled = at(InetAddress.getByName("203.0.113.7"), 50000);
        LocalDescription open =
                new LocalDescription(CREDENTIALS, settled.candidates(), Optional.empty(), Optional.empty(), false);

        assertTrue(open.sdpLines().contains("a=setup:actpass"));
        assertEquals(settled, open.withRole(DtlsRole.CLIENT));
    }

    @Test
    @Tag("I27")
    void namesRenominationBesideIce2() throws UnknownHostException {
        LocalDescription plain = at(InetAddress.getByName("203.0.113.7"), 50000);
        LocalDescription renominating =
                new LocalDescription(CREDENTIALS, plain.candidates(), Optional.empty(), plain.role(), true);

        assertEquals(List.of("a=ice-lite", "a=ice-options:ice2"), plain.sessionLines());
        assertEquals(List.of("a=ice-lite", "a=ice-options:ice2 renomination"), renominating.sessionLines());
    }

    @Test
    void zoneOfAnAddressStaysHome() throws UnknownHostException {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
        LocalDescription local = new LocalDescription(
                CREDENTIALS,
                List.of(Candidate.host(
                        0, new InetSocketAddress(Inet6Address.getByAddress("host", linkLocal, 3), 50000))),
                Optional.of(Fingerprint.parse(Offers.SHA256)),
                Optional.empty(),
                false);
        RemoteDescription offer = RemoteDescription.parse(Offers.DATA);

        assertTrue(local.sdpLines().contains("a=candidate:1 1 udp 2130706431 fe80:0:0:0:0:0:0:1 50000 typ host"));
        for (String text : List.of(local.offer(1), local.answer(offer, 1), local.fragment(offer))) {
            assertTrue(text.contains("fe80:0:0:0:0:0:0:1 50000"), text);
            assertFalse(text.contains("%"), text);
        }
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
        return with(List.of(Candidate.host(0, new InetSocketAddress(address, port))));
    }

    private static LocalDescription with(List<Candidate> candidates) {
        return new LocalDescription(CREDENTIALS, candidates, Optional.empty(), DtlsRole.CLIENT);
    }
}
