package dev.floe.bench;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceConfig;
import dev.floe.ice.IceLiteAgent;
import dev.floe.ice.IceScratch;
import dev.floe.sim.Addresses;
import dev.floe.sim.ScriptedPeer;
import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** An agent whose path is nominated, proven and selected, with the counters that tell whether it still does its work. */
final class LiveAgent {
    /** Virtual time runs far: requests alone must carry consent as long as a benchmark lasts. */
    private static final ConsentPolicy POLICY = ConsentPolicy.DEFAULT.withRequestLimit(Duration.ofDays(36500));

    private static final DropReason[] REASONS = DropReason.values();

    final Counters counters = new Counters();
    final IceLiteAgent agent;

    LiveAgent(long now, IceScratch scratch, ScriptedPeer peer, Outbox out) {
        IceConfig config = new IceConfig(
                Party.own(Party.LOCAL), Optional.of(Party.own(Party.REMOTE)), POLICY, Duration.ofSeconds(30));
        agent = new IceLiteAgent(now, config, scratch, counters, out);
        agent.onDatagram(now, Addresses.ipv4(7, 50001), ByteBuffer.wrap(peer.nominatingCheck()));
        agent.onDatagram(now, Addresses.ipv4(7, 50001), ByteBuffer.wrap(peer.answer(out.latest())));
        Party.require(agent.maySend(now), "a path is selected");
    }

    /** Makes sure that nothing was dropped; allocates nothing, since the last iteration would be charged with it. */
    void requireNoDrops() {
        for (DropReason reason : REASONS) {
            if (counters.dropped(reason) > 0) {
                throw new IllegalStateException("dropped for " + reason);
            }
        }
    }
}
