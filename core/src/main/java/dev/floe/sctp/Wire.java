package dev.floe.sctp;

import java.util.EnumMap;
import java.util.Map;

/** The way out: the packet being written, and what was counted on either way. */
final class Wire {
    private final Map<SctpDrop, Long> drops = new EnumMap<>(SctpDrop.class);
    private final PacketWriter packet;
    private final SctpOutput output;
    private long sent;
    private long received;

    Wire(SctpConfig config, SctpOutput output) {
        this.packet = new PacketWriter(config);
        this.output = output;
    }

    PacketWriter begin(int tag) {
        packet.begin(tag);
        return packet;
    }

    /** Sends the packet; false if it was refused. */
    boolean send(long now, boolean mayBeUnchecked) {
        boolean taken = output.send(now, packet.finish(mayBeUnchecked));
        if (taken) {
            sent++;
        }
        return taken;
    }

    /** Sends a packet that holds this chunk alone. If it is refused it is lost: the peer will ask again. */
    void sendAlone(long now, int tag, int type, int flags, byte... value) {
        begin(tag).chunk(type, flags, value);
        send(now, false);
    }

    void received() {
        received++;
    }

    void drop(SctpDrop reason) {
        drops.merge(reason, 1L, Long::sum);
    }

    SctpStats stats(Outbound outbound) {
        return new SctpStats(
                sent,
                received,
                Map.copyOf(drops),
                outbound.retransmissions(),
                outbound.congestionWindow(),
                outbound.inFlight(),
                outbound.peerWindow(),
                outbound.smoothedRttNanos());
    }
}
