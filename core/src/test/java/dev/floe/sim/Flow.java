package dev.floe.sim;

import java.net.InetSocketAddress;

/** Watches that data follows the peer to its new address. */
final class Flow {
    private static final long SECOND = 1_000_000_000L;

    private final Scenario scenario;
    private final long period;
    private final long expiry;
    private boolean rebound;
    private boolean flows;
    private long reboundAt;
    /** The first fresh request from the new address after the last datagram from an old one. */
    private boolean heard;

    private long heardAt;

    Flow(Scenario scenario) {
        this.scenario = scenario;
        this.period = scenario.policy().period().toNanos();
        this.expiry = scenario.policy().expiry().toNanos();
    }

    void onRebind(long now) {
        judge(now);
        rebound = true;
        flows = false;
        heard = false;
        reboundAt = now;
    }

    void onFreshRequest(long now, InetSocketAddress from, SimPeer peer) {
        if (!heard && peer.isAt(from)) {
            heard = true;
            heardAt = now;
        }
    }

    /** What is still under way from the old address keeps the old path alive. */
    void onArrival(long now, InetSocketAddress from, SimPeer peer) {
        if (!peer.isAt(from) && peer.wasAt(from)) {
            heard = false;
        }
    }

    void onPayloadSent(InetSocketAddress to, SimPeer peer) {
        flows |= peer.isAt(to);
    }

    void check(long now) {
        if (scenario.isCalm() && rebound && heard && !flows && now - heardAt > 3 * period) {
            throw new AssertionError("no data to the new address within three periods");
        }
    }

    /** In a bad network data must flow again before consent would expire. */
    void judge(long now) {
        if (scenario.isSurvivable() && rebound && !flows && now - reboundAt >= expiry) {
            throw new AssertionError("no data to the new address for " + (now - reboundAt) / SECOND + " s");
        }
    }
}
