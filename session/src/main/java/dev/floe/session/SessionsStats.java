package dev.floe.session;

import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all sessions of a {@link PeerSessions} have counted together since it was made, those that are over included. Immutable.
 *
 * <p>From one snapshot to a later one nothing but {@code live} and, among {@code totals}, {@code waiting} falls.
 *
 * @param live how many sessions live, by state; states in which one is only
 * @param ends how many sessions are over, by reason; reasons that occurred only
 * @param handshakesCompleted sessions whose DTLS handshake was completed
 * @param handshakesFailed sessions whose DTLS handshake failed, or was not completed within 60 s
 * @param roundTrips how many round-trip times were measured, by answers to our checks
 * @param roundTripTotal those added up; over {@code roundTrips}, the mean
 * @param totals counters by name, as {@link Counters#totals}
 * @param drops dropped datagrams by reason; reasons that occurred only
 */
public record SessionsStats(
        Map<SessionState, Long> live,
        Map<EndReason, Long> ends,
        long handshakesCompleted,
        long handshakesFailed,
        long roundTrips,
        Duration roundTripTotal,
        Map<String, Long> totals,
        Map<DropReason, Long> drops) {

    /**
     * Copies the maps.
     *
     * @param live by state
     * @param ends by reason
     * @param handshakesCompleted 0 or more
     * @param handshakesFailed 0 or more
     * @param roundTrips 0 or more
     * @param roundTripTotal of all of them
     * @param totals by name, in their order
     * @param drops by reason
     */
    public SessionsStats {
        live = Map.copyOf(live);
        ends = Map.copyOf(ends);
        totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
        drops = Map.copyOf(drops);
    }
}
