package dev.floe.session.data;

import dev.floe.dcep.Ppid;
import dev.floe.sctp.SctpAssociation;
import dev.floe.sctp.SctpConfig;
import dev.floe.sctp.SctpStats;
import dev.floe.sdp.LocalDescription;
import dev.floe.slot.DataLink;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data channels of a session: the ready-made data slot (RFC 8831, RFC 8832). Thread-safe, but for what
 * {@link DataSlot} asks of it.
 */
public final class DataChannels implements DataSlot {
    /** Bytes of received messages that may wait. */
    private static final int RECEIVE_WINDOW = 1 << 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataLink link;
    private final Inlet inlet;
    private final DeferredOutput output;
    private final ChannelTable table = new ChannelTable();
    private final ChannelTraffic traffic;
    private final ChannelLifecycle lifecycle;
    private @Nullable SctpAssociation association;

    private DataChannels(DataLink link, Consumer<? super DataChannel> onChannel) {
        this.link = link;
        this.inlet = new Inlet(() -> link.execute(now -> input(now, () -> {})));
        this.output = new DeferredOutput(link, new FromAssociation());
        this.traffic = new ChannelTraffic(inlet);
        this.lifecycle = new ChannelLifecycle(inlet, table, traffic, onChannel);
    }

    /**
     * Makes the slot of one session. On the session's thread, as {@link DataSlot.Factory#attach} is called.
     *
     * @param link the way back to the session
     * @param onChannel takes the channels that the peer opens, on the session's thread
     * @return the slot
     */
    public static DataChannels attach(DataLink link, Consumer<? super DataChannel> onChannel) {
        return new DataChannels(link, onChannel);
    }

    /**
     * Opens a channel. It is {@link DataChannelState#CONNECTING} until the session is secured and the peer has answered.
     *
     * @param label at most 65,535 bytes of UTF-8
     * @param options what it shall be like
     * @return the channel, which is not open yet
     * @throws IllegalArgumentException if the label is too long, or the id that was agreed on is in use
     * @throws IllegalStateException if the association is over
     */
    public DataChannel open(String label, DataChannelOptions options) {
        DataChannelOptions.requireShort("label", label);
        return lifecycle.open(label, options);
    }

    /** {@return what the SCTP association has counted; empty before there is one} On the session's thread. */
    public Optional<SctpStats> stats() {
        return Optional.ofNullable(association).map(SctpAssociation::stats);
    }

    @Override
    public void onSecured(long now, DtlsRole role) {
        SctpConfig config = new SctpConfig(
                LocalDescription.SCTP_PORT,
                link.peer().port(),
                link.maxPlaintext(),
                RECEIVE_WINDOW,
                LocalDescription.MAX_MESSAGE_SIZE,
                RANDOM);
        SctpAssociation begun = new SctpAssociation(config, output);
        association = begun;
        table.decide(role);
        traffic.use(begun, link.peer().maxMessageSize());
        lifecycle.use(begun);
        input(now, () -> begun.connect(now));
    }

    @Override
    public void onPlaintext(long now, ByteBuffer plaintext) {
        SctpAssociation up = association;
        if (up != null) {
            input(now, () -> up.onPacket(now, plaintext));
        }
    }

    @Override
    public void onWritable(long now) {
        input(now, () -> {});
    }

    @Override
    public void onTimeout(long now) {
        SctpAssociation up = association;
        if (up != null) {
            input(now, () -> up.onTimeout(now));
        }
    }

    @Override
    public long delayNanos(long now) {
        return association == null ? Long.MAX_VALUE : association.delayNanos(now);
    }

    @Override
    public void onClosing(long now) {
        SctpAssociation up = association;
        if (up != null) {
            input(now, () -> up.abort(now));
        }
    }

    @Override
    public void onClosed() {
        lifecycle.over();
        inlet.close();
    }

    /** Every call of the session comes through here: what it led to is told, then what is to be sent leaves. */
    private void input(long now, Runnable input) {
        inlet.enter(now);
        try {
            input.run();
            inlet.drain(now);
            output.tell(now);
            while (association != null && sendAndTell(now, association)) {
                // What has left made room for more.
            }
        } finally {
            inlet.exit();
        }
    }

    /** Returns whether sending has led to something that the application may have answered. */
    private boolean sendAndTell(long now, SctpAssociation up) {
        up.flush(now);
        return output.tell(now);
    }

    /** What has happened, once the association has returned. */
    private final class FromAssociation implements DeferredOutput.Listener {
        @Override
        public void onEstablished(long now) {
            lifecycle.established(now);
        }

        @Override
        public void onMessage(long now, int stream, int ppid, ByteBuffer message) {
            ChannelCore core = table.at(stream);
            if (ppid == Ppid.DCEP) {
                traffic.discarded(message);
                lifecycle.onDcep(now, stream, message);
            } else if (core == null) {
                traffic.discarded(message); // Nobody has opened this one.
            } else {
                core.confirmed(); // Its opening has arrived, or the peer would not send (RFC 8832 section 6).
                traffic.arrived(core, ppid, message);
            }
        }

        @Override
        public void onUnbuffered(int stream, int bytes) {
            ChannelCore core = table.at(stream);
            if (core != null) {
                traffic.left(core, bytes);
            }
        }

        @Override
        public void onPeerReset(long now, int stream) {
            lifecycle.peerReset(now, stream);
        }

        @Override
        public void onReset(int stream) {
            lifecycle.reset(stream);
        }

        @Override
        public void onRestarted() {
            lifecycle.endAll();
        }

        @Override
        public void onClosed() {
            lifecycle.over();
        }
    }
}
