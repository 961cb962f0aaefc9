package dev.floe.session.data;

import dev.floe.dcep.DataChannelAck;
import dev.floe.dcep.DataChannelOpen;
import dev.floe.sctp.SctpAssociation;
import dev.floe.sctp.SctpOutput;
import dev.floe.sctp.SctpState;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How channels begin and end (RFC 8832, RFC 8831 section 6.7). On the session's thread, but for {@link #open}. */
final class ChannelLifecycle {
    private final Inlet inlet;
    private final ChannelTable table;
    private final ChannelTraffic traffic;
    private final Consumer<? super DataChannel> onChannel;
    private volatile boolean over;
    private @Nullable SctpAssociation association;

    ChannelLifecycle(Inlet inlet, ChannelTable table, ChannelTraffic traffic, Consumer<? super DataChannel> onChannel) {
        this.inlet = inlet;
        this.table = table;
        this.traffic = traffic;
        this.onChannel = onChannel;
    }

    /** Learns what channels are opened on. */
    void use(SctpAssociation begun) {
        association = begun;
    }

    // Those that this side opens

    /** Opens a channel, once the association is up. Any thread. */
    DataChannel open(String label, DataChannelOptions options) {
        if (over) {
            throw new IllegalStateException("openDataChannel: the session, or its SCTP association, is over");
        }
        ChannelCore core = make(label, options);
        options.negotiated().ifPresent(id -> table.claim(id, core));
        inlet.run(now -> begin(now, core));
        return core.channel;
    }

    private ChannelCore make(String label, DataChannelOptions options) {
        return new DataChannel(inlet, traffic, this, label, options).core();
    }

    /** The association is up. */
    void established(long now) {
        table.takeWaiting().forEach(core -> begin(now, core));
    }

    private void begin(long now, ChannelCore core) {
        SctpAssociation up = association;
        if (core.state != DataChannelState.CONNECTING) {
            return; // It was closed before this was told of it.
        }
        if (over) {
            core.closed();
        } else if (up == null || up.state() != SctpState.ESTABLISHED) {
            table.awaitAssociation(core);
        } else {
            core.begun = true;
            begin(now, core, up);
        }
    }

    private void begin(long now, ChannelCore core, SctpAssociation up) {
        boolean agreed = core.options.negotiated().isPresent();
        if (!(agreed ? isThere(core.id, up) : table.number(core, up.streams(), up::takes))) {
            table.remove(core);
            core.closed();
            return;
        }
        if (agreed) {
            core.open();
        } else {
            ChannelTraffic.sendDcep(
                    now, core, up, Translation.open(core.label, core.options).encode());
        }
        up.prioritise(core.id, core.options.priority().weight());
    }

    private static boolean isThere(int id, SctpAssociation up) {
        return id < up.streams() && up.takes(id);
    }

    // Those that the peer opens

    /** What comes on a stream besides the application's messages. */
    void onDcep(long now, int stream, ByteBuffer message) {
        ChannelCore core = table.at(stream);
        if (!DataChannelAck.is(message)) {
            onOpen(now, stream, core, DataChannelOpen.decode(message));
        } else if (core != null) {
            core.confirmed();
        }
    }

    private void onOpen(long now, int stream, @Nullable ChannelCore core, Optional<DataChannelOpen> open) {
        SctpAssociation up = association;
        if (up == null) {
            return;
        }
        boolean possible = core == null && isThere(stream, up);
        if (possible && open.filter(table::hasRoomFor).isPresent()) {
            accept(now, up, stream, open.get());
        } else {
            refuse(now, up, stream, core);
        }
    }

    private void accept(long now, SctpAssociation up, int stream, DataChannelOpen open) {
        ChannelCore core = make(open.label(), Translation.options(open));
        table.put(stream, core);
        ChannelTraffic.sendDcep(now, core, up, DataChannelAck.encode());
        up.prioritise(stream, Math.max(1, open.priority()));
        core.state = DataChannelState.OPEN;
        ChannelCore.call(() -> onChannel.accept(core.channel));
    }

    /** RFC 8832 section 6: a channel that is opened wrongly is closed, and so is one on a stream that is in use. */
    private void refuse(long now, SctpAssociation up, int stream, @Nullable ChannelCore core) {
        if (core != null) {
            close(now, core);
        } else if (stream < up.streams()) {
            up.reset(now, stream);
        }
    }

    // Ends

    /** What was sent before goes on its way, then the stream is reset; the peer does the same. */
    void close(long now, ChannelCore core) {
        if (core.state == DataChannelState.CONNECTING && !core.begun) {
            table.forget(core);
            core.closed();
        } else if (core.state == DataChannelState.CONNECTING || core.state == DataChannelState.OPEN) {
            core.state = DataChannelState.CLOSING;
            if (association != null) {
                association.reset(now, core.id);
            }
        }
    }

    /** The peer has reset its side of a stream, or of all of them. */
    void peerReset(long now, int stream) {
        if (stream == SctpOutput.ALL_STREAMS) {
            table.all().forEach(core -> peerReset(now, core));
            return;
        }
        ChannelCore core = table.at(stream);
        if (core != null) {
            peerReset(now, core);
        }
    }

    private void peerReset(long now, ChannelCore core) {
        core.resetByPeer = true;
        close(now, core);
        endIfReset(core);
    }

    /** This side of a stream is reset. */
    void reset(int stream) {
        ChannelCore core = table.at(stream);
        if (core != null) {
            core.resetByUs = true;
            endIfReset(core);
        }
    }

    private void endIfReset(ChannelCore core) {
        if (core.resetByUs && core.resetByPeer) {
            end(core);
        }
    }

    private void end(ChannelCore core) {
        table.remove(core);
        traffic.end(core);
        core.closed();
    }

    /** The peer has begun anew, and knows no channel of before. */
    void endAll() {
        traffic.releaseStalled(); // Of a window that is no more.
        table.all().forEach(ChannelCore::release);
        table.takeWaiting().forEach(ChannelCore::closed);
        table.all().forEach(this::end);
    }

    /** The association is over, and there will be no other. */
    void over() {
        over = true;
        endAll();
    }
}
