package dev.floe.session.data;

import dev.floe.dcep.Ppid;
import dev.floe.sctp.Delivery;
import dev.floe.sctp.SctpAssociation;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages on their way out and in, and what holds either back. On the session's thread, but for {@link #send}. */
final class ChannelTraffic {
    /** Messages that may wait to be sent before those that come wait, too. */
    private static final int MOST_ANSWERS = 1 << 16;

    private final Inlet inlet;
    private final SendBuffer buffer = new SendBuffer();
    private Set<ChannelCore> stalled = Set.of();
    private volatile long longest;
    private @Nullable SctpAssociation association;

    ChannelTraffic(Inlet inlet) {
        this.inlet = inlet;
    }

    /**
     * Learns what carries it.
     *
     * @param longestMessage bytes that the peer takes in one message
     */
    void use(SctpAssociation begun, long longestMessage) {
        association = begun;
        longest = longestMessage;
    }

    /** Checks that a message of this length may be sent. Any thread. */
    void requireTakes(ChannelCore core, int length) {
        DataChannelState state = core.state;
        if (state != DataChannelState.OPEN) {
            throw new IllegalStateException("send: the channel is " + state + ", not OPEN");
        }
        if (length > longest) {
            throw new IllegalArgumentException(
                    "message: " + length + " bytes are more than the peer takes (a=max-message-size:" + longest + ")");
        }
    }

    /** Takes a message into the send buffer; an empty one is carried by one byte (RFC 8831 section 6.6). Any thread. */
    boolean send(ChannelCore core, int ppid, byte[] message) {
        requireTakes(core, message.length);
        byte[] bytes = message.length == 0 ? new byte[1] : message;
        boolean mayGoOn = buffer.take(core, bytes.length);
        inlet.run(now -> enqueue(now, core, ppid, bytes));
        return mayGoOn;
    }

    private void enqueue(long now, ChannelCore core, int ppid, byte[] bytes) {
        SctpAssociation up = association;
        if (core.state == DataChannelState.OPEN && up != null && up.takes(core.id)) {
            up.send(now, core.id, ppid, bytes, core.delivery);
        } else {
            left(core, bytes.length); // It was closed between the call and now.
        }
    }

    /** Sends what opens a channel, or confirms that: none of the application's bytes. */
    static void sendDcep(long now, ChannelCore core, SctpAssociation up, byte[] message) {
        core.overhead += message.length;
        up.send(now, core.id, Ppid.DCEP, message, Delivery.RELIABLE);
    }

    /** Bytes of a channel have left the send buffer. */
    void left(ChannelCore core, int bytes) {
        buffer.left(core, bytes);
        if (!stalled.isEmpty() && leavesRoomForAnswers()) {
            Set<ChannelCore> going = stalled;
            stalled = Set.of();
            going.forEach(this::pump);
        }
    }

    /** A message of the peer's application has come. */
    void arrived(ChannelCore core, int ppid, ByteBuffer message) {
        int taken = message.remaining() + SctpAssociation.MESSAGE_COST;
        core.held.add(new ChannelCore.Held(Translation.message(ppid, message), taken));
        pump(core);
    }

    /** A message has come that no application will see. */
    void discarded(ByteBuffer message) {
        consumed(message.remaining() + SctpAssociation.MESSAGE_COST);
    }

    /**
     * Hands over what waits for a channel's handler. What is stalled takes of the receive window even after its channel's
     * end: else the peer could fill one channel after another, and close each.
     */
    void pump(ChannelCore core) {
        consumed(core.handOver(this::leavesRoomForAnswers));
        if (!core.held.isEmpty() && !leavesRoomForAnswers()) {
            stalled = stalled.isEmpty() ? new LinkedHashSet<>() : stalled;
            stalled.add(core);
        } else if (core.ended) {
            consumed(core.release());
        }
    }

    /** Hands over what still waits as far as that goes, pause or not: the channel is closed. */
    void end(ChannelCore core) {
        core.ended = true;
        core.paused = false;
        pump(core);
    }

    /** What is stalled takes no more of the receive window: there is another. */
    void releaseStalled() {
        stalled.forEach(ChannelCore::release);
    }

    private void consumed(int bytes) {
        SctpAssociation up = association;
        if (up != null && bytes > 0) {
            up.consumed(bytes);
        }
    }

    /** Who sends more than leaves shall not be given more to answer. A short message costs more than its bytes. */
    private boolean leavesRoomForAnswers() {
        SctpAssociation up = association;
        return buffer.leavesRoomForAnswers() && (up == null || up.waitingMessages() < MOST_ANSWERS);
    }
}
