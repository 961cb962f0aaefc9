package dev.floe.sdp;

import static dev.floe.sdp.Offers.SHA256;
import static dev.floe.sdp.Offers.change;
import static dev.floe.sdp.Offers.crlf;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Offers that this side writes, so that the peer answers. */
class OfferTest {
    private static final IceCredentials CREDENTIALS = IceCredentials.of("local", "password/password+password");
    private static final LocalDescription LOCAL = local(Optional.of(Fingerprint.parse(SHA256)), false);

    @Test
    @Tag("I1")
    @Tag("I2")
    @Tag("I27")
    @Tag("I29")
    void offersDataChannelsWhole() {
        assertEquals(crlf("""
                        v=0
                        o=- 42 0 IN IP4 127.0.0.1
                        s=-
                        t=0 0
                        a=group:BUNDLE 0
                        a=ice-lite
                        a=ice-options:ice2
                        m=application 50000 UDP/DTLS/SCTP webrtc-datachannel
                        c=IN IP6 2001:db8:0:0:0:0:0:7
                        a=mid:0
                        a=ice-ufrag:local
                        a=ice-pwd:password/password+password
                        a=fingerprint:%s
                        a=setup:actpass
                        a=candidate:1 1 udp 2113939711 2001:db8:0:0:0:0:0:7 50000 typ host
                        a=candidate:2 1 udp 2113938431 203.0.113.7 50001 typ host
                        a=end-of-candidates
                        a=sctp-port:5000
                        a=max-message-size:262144
                        """.formatted(SHA256)), LOCAL.offer(42));
    }

    @Test
    void offerReadsBackAsWhatWasMeant() {
        RemoteDescription offer = RemoteDescription.parse(change(LOCAL.offer(Long.MAX_VALUE), "a=ice-lite\n", ""));

        assertEquals(CREDENTIALS, offer.credentials());
        assertEquals(List.of(Fingerprint.parse(SHA256)), offer.fingerprints());
        assertEquals(Setup.ACTPASS, offer.setup());
        assertEquals(
                Optional.of(new SctpParameters(LocalDescription.SCTP_PORT, LocalDescription.MAX_MESSAGE_SIZE)),
                offer.sctp());
        assertTrue(offer.isBundled());
    }

    @Test
    @Tag("I30")
    void laterOfferHasTheSameCandidatesAndCountsItsVersion() {
        String restarted = LOCAL.withCredentials(IceCredentials.of("fresh", "fresh/password+password"))
                .offer(42, 1);

        assertEquals(
                LOCAL.offer(42)
                        .replace("o=- 42 0 ", "o=- 42 1 ")
                        .replace("a=ice-ufrag:local", "a=ice-ufrag:fresh")
                        .replace("a=ice-pwd:password/password+password", "a=ice-pwd:fresh/password+password"),
                restarted);
    }

    @Test
    void leavesTheRoleToThePeerEvenWhenItIsSettled() {
        assertEquals(LOCAL.offer(42, 1), LOCAL.withRole(DtlsRole.CLIENT).offer(42, 1));
    }

    @Test
    @Tag("I27")
    void namesRenominationBesideIce2() {
        String offer = local(LOCAL.fingerprint(), true).offer(42);

        assertTrue(offer.contains("\r\na=ice-options:ice2 renomination\r\n"), offer);
    }

    @Test
    void offerNeedsAFingerprintAndNumbers() {
        LocalDescription without = local(Optional.empty(), false);

        assertThrows(IllegalStateException.class, () -> without.offer(1));
        assertThrows(IllegalArgumentException.class, () -> LOCAL.offer(-1));
        assertThrows(IllegalArgumentException.class, () -> LOCAL.offer(1, -1));
    }

    private static LocalDescription local(Optional<Fingerprint> fingerprint, boolean renomination) {
        try {
            List<Candidate> candidates = Candidate.hosts(List.of(
                    new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 50000),
                    new InetSocketAddress(InetAddress.getByName("203.0.113.7"), 50001)));
            return new LocalDescription(CREDENTIALS, candidates, fingerprint, Optional.empty(), renomination);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
