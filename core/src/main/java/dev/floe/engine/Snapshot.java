package dev.floe.engine;

import dev.floe.ice.IceLiteAgent;
import dev.floe.status.Counters;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import java.util.Optional;

/** Puts together what the parts of a session have to say about it. */
final class Snapshot {
    private Snapshot() {}

    /** Takes a snapshot; after the end its reason decides on state and consent. */
    static PeerStats take(long now, IceLiteAgent agent, Slots slots, Counters counters, Optional<EndReason> end) {
        return new PeerStats(
                end.map(EndReason::finalState).orElseGet(agent::state),
                slots.state(),
                slots.cipherSuite(),
                slots.version(),
                end.map(EndReason::finalConsent).orElseGet(() -> agent.consent(now)),
                agent.sinceProof(now),
                agent.sinceHeard(now),
                agent.roundTrip(),
                agent.selected(),
                counters.totals(),
                counters.drops(),
                counters.lastRefusal == 0 ? Optional.empty() : Optional.of(counters.lastRefusal));
    }
}
