package dev.floe.sctp;

import java.nio.ByteBuffer;

/** Both directions of an association; a restart begins them anew (RFC 9260 section 5.2.4). */
final class Flow {
    private final SctpConfig config;
    private final SctpOutput output;
    private final Wire wire;
    Outbound outbound;
    Inbound inbound;

    Flow(SctpConfig config, SctpOutput output, Wire wire) {
        this.config = config;
        this.output = output;
        this.wire = wire;
        this.outbound = newOutbound();
        this.inbound = newInbound();
    }

    /** What waited is unbuffered, and what was held is let go. */
    void begin() {
        outbound.unbufferAll();
        outbound = newOutbound();
        inbound = newInbound();
    }

    private Outbound newOutbound() {
        int maxPacket = config.maxPacket();
        return new Outbound(
                maxPacket - PacketReader.HEADER - PacketWriter.DATA_HEADER, maxPacket, output::onUnbuffered);
    }

    private Inbound newInbound() {
        return new Inbound(config.receiveWindow(), config.maxMessageSize(), new Arrivals());
    }

    /** What arrives. */
    private final class Arrivals implements Inbound.Listener {
        @Override
        public void onMessage(int stream, int ppid, ByteBuffer message) {
            output.onMessage(stream, ppid, message);
        }

        @Override
        public void onDrop(SctpDrop reason) {
            wire.drop(reason);
        }
    }
}
