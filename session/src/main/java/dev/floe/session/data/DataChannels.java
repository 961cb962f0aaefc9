package dev.floe.session.data;

import dev.floe.dcep.DataChannelAck;
import dev.floe.dcep.DataChannelOpen;
import dev.floe.dcep.Ppid;
import dev.floe.sctp.Delivery;
import dev.floe.sctp.SctpAssociation;
import dev.floe.sctp.SctpConfig;
import dev.floe.sctp.SctpOutput;
import dev.floe.sctp.SctpState;
import dev.floe.sctp.SctpStats;
import dev.floe.sdp.LocalDescription;
import dev.floe.slot.DataLink;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SessionTask;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data channels of a session: the ready-made data slot (RFC 8831, RFC 8832). Thread-safe, but for what
 * {@link DataSlot} asks of it.
 */
public final class DataChannels implements DataSlot {
    /** Bytes of received messages that may wait. */
    private static final int RECEIVE_WINDOW = 1 << 20;

    /** Messages that may wait to be sent before those that come wait, too. */
    private static final int MOST_ANSWERS = 1 << 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataLink link;
    private final Consumer<? super DataChannel> onChannel;
    private final Inlet inlet;
    private final ChannelTable table = new ChannelTable();
    private final SendBuffer buffer = new SendBuffer();
    private final DeferredOutput output;
    private final Set<ChannelCore> stalled = new LinkedHashSet<>(0);
    private volatile long mostMessage;
    private volatile boolean over;
    private @Nullable SctpAssociation association;

    private DataChannels(DataLink link, Consumer<? super DataChannel> onChannel) {
        this.link = link;
        this.onChannel = onChannel;
        this.output = new DeferredOutput(link, new FromAssociation());
        this.inlet = new Inlet(() -> link.execute(now -> input(now, () -> {})));
    }

    /**
     * Makes the slot of one session. On the session's thread, as {@link DataSlot.Factory#attach} is called.
     *
     * @param link the way back to the session
     * @param onChannel takes the channels that the peer opens, on the session's thread
     */
    public static DataChannels attach(DataLink link, Consumer<? super DataChannel> onChannel) {
        return new DataChannels(link, onChannel);
    }

    /**
     * Opens a channel. It is {@link DataChannelState#CONNECTING} until the session is secured and the peer has answered.
     *
     * @param label at most 65,535 bytes of UTF-8
     * @param options what it shall be like
     * @throws IllegalArgumentException if the label is too long, or the id that was agreed on is in use
     * @throws IllegalStateException if the association is over
     */
    public DataChannel open(String label, DataChannelOptions options) {
        DataChannelOptions.requireShort("label", label);
        if (over) {
            throw new IllegalStateException("the SCTP association is over");
        }
        ChannelCore core = new DataChannel(this, label, options).core();
        options.negotiated().ifPresent(id -> table.claim(id, core));
        run(now -> begin(now, core));
        return core.channel;
    }

    /** Returns what the SCTP association has counted; empty before there is one. On the session's thread. */
    public Optional<SctpStats> stats() {
        return Optional.ofNullable(association).map(SctpAssociation::stats);
    }

    // What the session tells

    @Override
    public void onSecured(long now, DtlsRole role) {
        mostMessage = link.peer().maxMessageSize();
        table.decide(role);
        SctpConfig config = new SctpConfig(
                LocalDescription.SCTP_PORT,
                link.peer().port(),
                link.maxPlaintext(),
                RECEIVE_WINDOW,
                LocalDescription.MAX_MESSAGE_SIZE,
                RANDOM);
        SctpAssociation begun = new SctpAssociation(config, output);
        association = begun;
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
        over = true;
        closeAll();
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

    // What channels ask for

    void run(SessionTask task) {
        inlet.run(task);
    }

    /** Checks that a message of this length may be sent. */
    void requireTakes(ChannelCore core, int length) {
        DataChannelState state = core.state;
        if (state != DataChannelState.OPEN) {
            throw new IllegalStateException("send: the channel is " + state + ", not OPEN");
        }
        if (length > mostMessage) {
            throw new IllegalArgumentException("message: " + length
                    + " bytes are more than the peer takes (a=max-message-size:" + mostMessage + ")");
        }
    }

    /** Takes a message into the send buffer; an empty one is carried by one byte (RFC 8831 section 6.6). */
    boolean send(ChannelCore core, int ppid, byte[] message) {
        requireTakes(core, message.length);
        byte[] bytes = message.length == 0 ? new byte[1] : message;
        boolean mayGoOn = buffer.take(core, bytes.length);
        run(now -> enqueue(now, core, ppid, bytes));
        return mayGoOn;
    }

    private void enqueue(long now, ChannelCore core, int ppid, byte[] bytes) {
        SctpAssociation up = association;
        if (core.state == DataChannelState.OPEN && up != null && up.takes(core.id)) {
            up.send(now, core.id, ppid, bytes, core.delivery);
        } else {
            leftBuffer(core, bytes.length); // It was closed between the call and now.
        }
    }

    private void begin(long now, ChannelCore core) {
        SctpAssociation up = association;
        if (over) {
            core.closed();
        } else if (up == null || up.state() != SctpState.ESTABLISHED) {
            table.awaitAssociation(core);
        } else if (core.state == DataChannelState.CONNECTING) {
            begin(now, core, up);
        }
    }

    private void begin(long now, ChannelCore core, SctpAssociation up) {
        if (core.options.negotiated().isEmpty()) {
            int id = table.number(core, up.streams(), up::takes);
            if (id < 0) {
                core.closed(); // Every stream is in use.
                return;
            }
            sendDcep(now, core, up, Translation.open(core.label, core.options).encode());
        } else if (core.id >= up.streams() || !up.takes(core.id)) {
            table.remove(core);
            core.closed();
            return;
        } else {
            core.open();
        }
        up.prioritise(core.id, core.options.priority().weight());
    }

    private static void sendDcep(long now, ChannelCore core, SctpAssociation up, byte[] message) {
        core.overhead += message.length;
        up.send(now, core.id, Ppid.DCEP, message, Delivery.RELIABLE);
    }

    void close(long now, ChannelCore core) {
        if (core.state == DataChannelState.CONNECTING && table.forgetWaiting(core)) {
            core.closed();
        } else if (core.state == DataChannelState.CONNECTING || core.state == DataChannelState.OPEN) {
            core.state = DataChannelState.CLOSING;
            if (association != null) {
                association.reset(now, core.id);
            }
        }
    }

    /** Hands over what waits for a channel's handler. */
    void pump(ChannelCore core) {
        SctpAssociation up = association;
        int bytes = core.handOver(this::leavesRoomForAnswers);
        if (up != null && bytes > 0) {
            up.consumed(bytes);
        }
        if (!core.held.isEmpty() && !leavesRoomForAnswers()) {
            stalled.add(core);
        }
    }

    /** Who sends more than leaves shall not be given more to answer. A short message costs more than its bytes. */
    private boolean leavesRoomForAnswers() {
        SctpAssociation up = association;
        return buffer.leavesRoomForAnswers() && (up == null || up.waitingMessages() < MOST_ANSWERS);
    }

    private void leftBuffer(ChannelCore core, int bytes) {
        buffer.left(core, bytes);
        if (!stalled.isEmpty() && leavesRoomForAnswers()) {
            List<ChannelCore> going = new ArrayList<>(stalled);
            stalled.clear();
            going.forEach(this::pump);
        }
    }

    // What the association tells, after it has returned

    private void opened(long now) {
        SctpAssociation up = association;
        if (up != null) {
            table.takeWaiting().forEach(core -> begin(now, core));
        }
    }

    private void arrived(long now, int stream, int ppid, ByteBuffer message) {
        SctpAssociation up = association;
        ChannelCore core = table.at(stream);
        if (up == null) {
            return;
        }
        int length = message.remaining() + SctpAssociation.MESSAGE_COST;
        if (ppid == Ppid.DCEP) {
            up.consumed(length);
            onDcep(now, up, stream, core, message);
        } else if (core == null) {
            up.consumed(length); // Nobody has opened this one.
        } else {
            if (core.state == DataChannelState.CONNECTING) {
                core.open(); // Its opening has arrived, or the peer would not send (RFC 8832 section 6).
            }
            core.held.add(new ChannelCore.Held(Translation.message(ppid, message), length));
            pump(core);
        }
    }

    private void onDcep(long now, SctpAssociation up, int stream, @Nullable ChannelCore core, ByteBuffer message) {
        if (DataChannelAck.is(message)) {
            if (core != null && core.state == DataChannelState.CONNECTING) {
                core.open();
            }
            return;
        }
        Optional<DataChannelOpen> open = DataChannelOpen.decode(message);
        boolean possible = core == null && stream < up.streams() && table.mayBePeers(stream) && up.takes(stream);
        if (open.isEmpty() || !possible || !table.hasRoomFor(open.get())) {
            refuse(now, up, stream, core);
        } else {
            accept(now, up, stream, open.get());
        }
    }

    /** RFC 8832 section 6: a channel that is opened wrongly is closed, and so is one on a stream that is in use. */
    private void refuse(long now, SctpAssociation up, int stream, @Nullable ChannelCore core) {
        if (core != null) {
            close(now, core);
        } else if (stream < up.streams()) {
            up.reset(now, stream);
        }
    }

    private void accept(long now, SctpAssociation up, int stream, DataChannelOpen open) {
        ChannelCore core = new DataChannel(this, open.label(), Translation.options(open)).core();
        table.put(stream, core);
        sendDcep(now, core, up, DataChannelAck.encode());
        up.prioritise(stream, Math.max(1, open.priority()));
        core.state = DataChannelState.OPEN;
        ChannelCore.call(() -> onChannel.accept(core.channel));
    }

    private void peerReset(long now, int stream) {
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
        closeIfReset(core);
    }

    private void reset(int stream) {
        ChannelCore core = table.at(stream);
        if (core != null) {
            core.resetByUs = true;
            closeIfReset(core);
        }
    }

    private void closeIfReset(ChannelCore core) {
        if (core.resetByUs && core.resetByPeer) {
            end(core);
        }
    }

    private void end(ChannelCore core) {
        table.remove(core);
        stalled.remove(core);
        core.paused = false;
        pump(core);
        SctpAssociation up = association;
        if (up != null) {
            up.consumed(core.release());
        }
        core.closed();
    }

    private void closeAll() {
        table.takeWaiting().forEach(ChannelCore::closed);
        table.all().forEach(this::end);
    }

    /** What has happened, once the association has returned. */
    private final class FromAssociation implements DeferredOutput.Listener {
        @Override
        public void onEstablished(long now) {
            opened(now);
        }

        @Override
        public void onMessage(long now, int stream, int ppid, ByteBuffer message) {
            arrived(now, stream, ppid, message);
        }

        @Override
        public void onUnbuffered(int stream, int bytes) {
            ChannelCore core = table.at(stream);
            if (core != null) {
                leftBuffer(core, bytes);
            }
        }

        @Override
        public void onPeerReset(long now, int stream) {
            peerReset(now, stream);
        }

        @Override
        public void onReset(int stream) {
            reset(stream);
        }

        @Override
        public void onRestarted() {
            closeAll();
        }

        @Override
        public void onClosed() {
            over = true;
            closeAll();
        }
    }
}
