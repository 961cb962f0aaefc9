package dev.floe.sctp;

import java.util.Map;

/**
 * What an association has counted.
 *
 * @param packetsSent packets handed to {@link SctpOutput#send} and taken
 * @param packetsReceived packets that came, the dropped ones included
 * @param drops packets and chunks that were not used, by reason
 * @param retransmissions DATA chunks sent again
 * @param congestionWindow bytes that may be in flight
 * @param inFlight bytes sent and not yet acknowledged
 * @param peerWindow bytes that the peer says it can take
 * @param smoothedRttNanos the smoothed round-trip time; 0 before the first measurement; none counts as more than 3 s
 */
public record SctpStats(
        long packetsSent,
        long packetsReceived,
        Map<SctpDrop, Long> drops,
        long retransmissions,
        long congestionWindow,
        long inFlight,
        long peerWindow,
        long smoothedRttNanos) {}
