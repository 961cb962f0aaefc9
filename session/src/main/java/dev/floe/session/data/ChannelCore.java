package dev.floe.session.data;

import dev.floe.sctp.Delivery;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a channel holds. What is volatile or atomic any thread may read; all else belongs to the session's thread. */
final class ChannelCore {
    private static final Logger LOG = LoggerFactory.getLogger(DataChannel.class);
    private static final long LOW_THRESHOLD = 256 << 10;
    private static final int NO_ID = -1;

    /** A message that waits for its handler, and what it takes of the receive window. */
    record Held(Message message, int bytes) {}

    final DataChannel channel;
    final String label;
    final DataChannelOptions options;
    final Delivery delivery;
    final AtomicLong buffered = new AtomicLong();
    volatile long lowThreshold = LOW_THRESHOLD;
    volatile int id = NO_ID;
    volatile DataChannelState state = DataChannelState.CONNECTING;

    final Queue<Held> held = new ArrayDeque<>(2);

    @Nullable
    Consumer<? super Message> onMessage;

    @Nullable
    Runnable onBufferedAmountLow;

    /** It was named to the association, or had to do without. */
    boolean begun;

    boolean paused;
    /** Nothing more will come; what waits for its handler may. */
    boolean ended;
    /** Bytes of DCEP in the send buffer, which are none of the application's. */
    int overhead;

    boolean openedByPeer;
    boolean resetByUs;
    boolean resetByPeer;
    private @Nullable Runnable onOpen;
    private @Nullable Runnable onClose;
    private boolean pumping;
    private boolean released;

    ChannelCore(DataChannel channel, String label, DataChannelOptions options) {
        this.channel = channel;
        this.label = label;
        this.options = options;
        this.delivery = Translation.delivery(options);
    }

    boolean hasId() {
        return id != NO_ID;
    }

    void open() {
        state = DataChannelState.OPEN;
        call(onOpen);
    }

    /** The peer knows of it: it is open from now on, if it was not. */
    void confirmed() {
        if (state == DataChannelState.CONNECTING) {
            open();
        }
    }

    void closed() {
        if (state != DataChannelState.CLOSED) {
            state = DataChannelState.CLOSED;
            call(onClose);
        }
    }

    void setOnOpen(Runnable handler) {
        onOpen = handler;
        if (state == DataChannelState.OPEN) {
            call(handler);
        }
    }

    void setOnClose(Runnable handler) {
        onClose = handler;
        if (state == DataChannelState.CLOSED) {
            call(handler);
        }
    }

    /** Bytes have left the send buffer; returns how many of them were the application's. */
    int left(int bytes) {
        int own = Math.min(bytes, overhead);
        overhead -= own;
        int theirs = bytes - own;
        long after = buffered.addAndGet(-theirs);
        if (theirs > 0 && after <= lowThreshold && after + theirs > lowThreshold) {
            call(onBufferedAmountLow);
        }
        return theirs;
    }

    /** Hands over what waits; returns how much of the receive window is free for that. */
    int handOver(BooleanSupplier mayGoOn) {
        int bytes = 0;
        Consumer<? super Message> handler = onMessage;
        if (pumping || handler == null) {
            return 0;
        }
        pumping = true;
        while (!held.isEmpty() && !paused && handler != null && mayGoOn.getAsBoolean()) {
            Held next = held.remove();
            bytes += released ? 0 : next.bytes();
            Consumer<? super Message> taker = handler;
            call(() -> taker.accept(next.message()));
            handler = onMessage;
        }
        pumping = false;
        return bytes;
    }

    /** What still waits may wait on, but no longer takes of the receive window: returns how much that was. */
    int release() {
        int bytes = released ? 0 : held.stream().mapToInt(Held::bytes).sum();
        released = true;
        return bytes;
    }

    static void call(@Nullable Runnable handler) {
        if (handler == null) {
            return;
        }
        try {
            handler.run();
        } catch (Throwable fault) {
            LOG.warn("a data channel's handler failed; the session goes on", fault);
        }
    }
}
