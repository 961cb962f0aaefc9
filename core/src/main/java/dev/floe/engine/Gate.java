package dev.floe.engine;

import dev.floe.ice.IceLiteAgent;
import dev.floe.status.Counters;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The way out for everything but STUN: only to the selected path, and only while it consents (RFC 7675 section 5.1).
 * The consent is compared with the time of each send, so that a late sweep stretches nothing.
 */
final class Gate {
    private static final int EARLY = 32;

    private final EngineOutput output;
    private final Counters counters;
    private final Deque<ByteBuffer> early = new ArrayDeque<>(0);
    private @Nullable InetSocketAddress selected;
    private boolean shut;

    Gate(EngineOutput output, Counters counters) {
        this.output = output;
        this.counters = counters;
    }

    void select(InetSocketAddress remote) {
        selected = remote;
    }

    void shut() {
        shut = true;
        early.clear();
    }

    /** Sends a datagram, or keeps it while no path is selected yet and {@code mayWait}. */
    boolean send(long now, ByteBuffer datagram, boolean mayWait, IceLiteAgent agent) {
        InetSocketAddress to = selected;
        boolean sent = to == null ? mayWait && keep(datagram) : !shut && agent.maySend(now) && sendTo(to, datagram);
        if (!sent) {
            counters.sendsRefused++;
        }
        return sent;
    }

    private boolean keep(ByteBuffer datagram) {
        if (shut || early.size() >= EARLY) {
            return false;
        }
        return early.add(Intake.copy(datagram));
    }

    /** Sends and counts a datagram past the gate: STUN may leave to any path. */
    boolean sendTo(InetSocketAddress to, ByteBuffer datagram) {
        int length = datagram.remaining();
        boolean sent = output.send(to, datagram);
        if (sent) {
            counters.datagramsOut++;
            counters.bytesOut += length;
        }
        return sent;
    }

    /** Sends what was kept for the first selected path. */
    void release(long now, IceLiteAgent agent) {
        while (!early.isEmpty()) {
            send(now, early.remove(), false, agent);
        }
    }
}
