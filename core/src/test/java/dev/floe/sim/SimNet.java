package dev.floe.sim;

import java.net.InetSocketAddress;
import java.util.SplittableRandom;

/** The network between engine and peer: it loses, delays, duplicates, lets overtake, and goes down, as the scenario says. */
final class SimNet {
    /** Takes what arrives. */
    interface Receiver {
        /** A datagram; {@code genuine} if the peer or the engine wrote its bytes, whoever sent them. */
        void onArrival(InetSocketAddress from, InetSocketAddress to, byte[] bytes, boolean genuine);
    }

    private final Scenario scenario;
    private final Schedule schedule;
    private final SplittableRandom random;
    private final long origin;

    SimNet(Scenario scenario, Schedule schedule, SplittableRandom random) {
        this.scenario = scenario;
        this.schedule = schedule;
        this.random = random;
        this.origin = schedule.now;
    }

    void carry(InetSocketAddress from, InetSocketAddress to, byte[] bytes, boolean genuine, Receiver receiver) {
        if (!isUp() || random.nextDouble() < scenario.loss()) {
            return;
        }
        arrive(from, to, bytes, genuine, receiver);
        if (scenario.duplication() > 0 && random.nextDouble() < scenario.duplication()) {
            arrive(from, to, bytes, genuine, receiver);
        }
    }

    private void arrive(
            InetSocketAddress from, InetSocketAddress to, byte[] bytes, boolean genuine, Receiver receiver) {
        long spread = scenario.maxDelay() - scenario.minDelay();
        long delay = scenario.minDelay() + (spread == 0 ? 0 : random.nextLong(spread));
        schedule.in(delay, () -> {
            if (isUp()) {
                receiver.onArrival(from, to, bytes, genuine);
            }
        });
    }

    private boolean isUp() {
        return scenario.isUp(schedule.now - origin);
    }
}
