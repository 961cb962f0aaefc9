package dev.floe.status;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of one session, safe to share.
 *
 * @param state the ICE state
 * @param dtlsState the DTLS state
 * @param cipherSuite the negotiated DTLS cipher suite by its IANA name; empty before the handshake is done
 * @param dtlsVersion the negotiated version, as in {@code "DTLS 1.2"}; empty before the handshake is done
 * @param consent whether the peer consents to traffic on the selected pair
 * @param sinceProof how long ago consent on the selected pair was last renewed; empty before there is one
 * @param sinceHeard how long ago anything with valid integrity came from the peer; empty if never
 * @param roundTrip round-trip times of our checks; empty before the first answer
 * @param remote the peer's address in the selected pair; empty before selection
 * @param totals counters by name, as {@link Counters#totals}
 * @param drops dropped datagrams by reason, as {@link Counters#drops}
 * @param lastRefusal the error code with which the peer last refused a check of ours, if it did
 */
public record PeerStats(
        SessionState state,
        DtlsState dtlsState,
        Optional<String> cipherSuite,
        Optional<String> dtlsVersion,
        ConsentState consent,
        Optional<Duration> sinceProof,
        Optional<Duration> sinceHeard,
        Optional<RoundTrip> roundTrip,
        Optional<InetSocketAddress> remote,
        Map<String, Long> totals,
        Map<DropReason, Long> drops,
        Optional<Integer> lastRefusal) {

    /**
     * Copies the maps.
     *
     * @param state the state of the session
     * @param dtlsState the state of DTLS
     * @param cipherSuite once the handshake is done
     * @param dtlsVersion once the handshake is done
     * @param consent on the selected pair
     * @param sinceProof time since the last renewal
     * @param sinceHeard time since the last valid integrity
     * @param roundTrip once a check was answered
     * @param remote once a pair is selected
     * @param totals copied, in their order
     * @param drops copied
     * @param lastRefusal 300 to 699, if there was one
     */
    public PeerStats {
        totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
        drops = Map.copyOf(drops);
    }
}
