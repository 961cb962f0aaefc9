package dev.floe.session;

import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.RoundTrip;
import dev.floe.status.SessionState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What many sessions have counted, added up. One thread at a time. */
final class Tally {
    private final Map<SessionState, Long> live = new EnumMap<>(SessionState.class);
    private final Map<EndReason, Long> ends = new EnumMap<>(EndReason.class);
    private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
    private final Map<String, Long> totals = new LinkedHashMap<>(new Counters().totals());
    private long handshakesCompleted;
    private long handshakesFailed;
    private long roundTrips;
    private Duration roundTripTotal = Duration.ZERO;

    /** Adds what one session has counted. */
    void add(PeerStats stats) {
        if (!stats.state().isEnded()) {
            count(live, stats.state(), 1);
        }
        stats.totals().forEach((name, counted) -> count(totals, name, counted));
        stats.drops().forEach((reason, counted) -> count(drops, reason, counted));
        if (stats.cipherSuite().isPresent()) {
            handshakesCompleted++;
        } else if (stats.dtlsState() == DtlsState.FAILED) {
            handshakesFailed++;
        }
        stats.roundTrip().ifPresent(this::add);
    }

    private void add(RoundTrip measured) {
        roundTrips += measured.samples();
        roundTripTotal = roundTripTotal.plus(measured.total());
    }

    /** Adds one end. */
    void add(EndReason reason) {
        count(ends, reason, 1);
    }

    private static <K> void count(Map<K, Long> counts, K key, long more) {
        counts.merge(key, more, Long::sum);
    }

    /** Returns another with the same counts. */
    Tally copy() {
        Tally copy = new Tally();
        copy.live.putAll(live);
        copy.ends.putAll(ends);
        copy.drops.putAll(drops);
        copy.totals.putAll(totals);
        copy.handshakesCompleted = handshakesCompleted;
        copy.handshakesFailed = handshakesFailed;
        copy.roundTrips = roundTrips;
        copy.roundTripTotal = roundTripTotal;
        return copy;
    }

    SessionsStats snapshot() {
        return new SessionsStats(
                live, ends, handshakesCompleted, handshakesFailed, roundTrips, roundTripTotal, totals, drops);
    }
}
