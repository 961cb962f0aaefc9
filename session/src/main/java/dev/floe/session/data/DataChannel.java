package dev.floe.session.data;

import dev.floe.dcep.Ppid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A data channel, with the names that W3C's RTCDataChannel has; only its readyState is {@link #state}, and each message
 * says itself whether it is text or bytes.
 *
 * <p>Thread-safe. What is handed to {@link #onOpen}, {@link #onMessage}, {@link #onBufferedAmountLow} and
 * {@link #onClose} is called on the session's event loop and must not block; what it throws is logged, and the session
 * goes on. It takes the place of what was handed over before. Nothing is missed by being late: messages wait for their
 * handler, and the other two tell at once that the channel is open, or closed.
 *
 * <p><b>Backpressure, sending</b>: {@link #send(Message)} always takes the message. It returns false when more than
 * 1 MiB of this channel's wait: then send no more until {@link #onBufferedAmountLow} is called. That happens whether or
 * not {@code send} has returned false, so a loop that it continues is best begun on the event loop, too, where the two
 * cannot meet:
 *
 * <pre>{@code
 * Runnable more = () -> {
 *     while (channel.state() == DataChannelState.OPEN && pieces.hasNext() && channel.send(pieces.next())) {}
 * };
 * channel.onBufferedAmountLow(more);
 * channel.onOpen(more);
 * }</pre>
 *
 * <p>Who goes on regardless is stopped by an exception at 16 MiB in all channels of the session.
 *
 * <p><b>Backpressure, receiving</b>: while a channel is {@link #pause paused}, or has no {@link #onMessage}, what comes
 * waits, and the peer's sending stalls once a megabyte waits in the session. While more than 8 MiB or 65,536
 * messages wait to be sent, the session's messages wait likewise, so that an echo need not care.
 */
public final class DataChannel {
    private final Inlet inlet;
    private final ChannelTraffic traffic;
    private final ChannelLifecycle lifecycle;
    private final ChannelCore core;

    DataChannel(
            Inlet inlet, ChannelTraffic traffic, ChannelLifecycle lifecycle, String label, DataChannelOptions options) {
        this.inlet = inlet;
        this.traffic = traffic;
        this.lifecycle = lifecycle;
        this.core = new ChannelCore(this, label, options);
    }

    ChannelCore core() {
        return core;
    }

    /** {@return the name that its opener gave it; need not be unique} */
    public String label() {
        return core.label;
    }

    /** {@return the name of its protocol; empty if it has none} */
    public String protocol() {
        return core.options.protocol();
    }

    /** {@return whether messages keep their order} */
    public boolean ordered() {
        return core.options.ordered();
    }

    /** {@return how long a message is tried; empty if nothing limits it} */
    public Optional<Duration> maxPacketLifeTime() {
        return core.options.maxPacketLifeTime();
    }

    /** {@return how often a lost piece is sent again; empty if nothing limits it} */
    public OptionalInt maxRetransmits() {
        return core.options.maxRetransmits();
    }

    /** {@return whether both sides opened it by agreement} */
    public boolean negotiated() {
        return core.options.negotiated().isPresent();
    }

    /** {@return its share of the way out} */
    public Priority priority() {
        return core.options.priority();
    }

    /** {@return its id, 0 to 65534; empty until the association is up, unless it was agreed on} */
    public OptionalInt id() {
        int id = core.id;
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** {@return its state, as it is now: another thread may close it before the next call} */
    public DataChannelState state() {
        return core.state;
    }

    /** {@return how many bytes were given to {@code send} and have not left for the first time yet; an empty message counts one} */
    public long bufferedAmount() {
        return core.buffered.get();
    }

    /** {@return where {@link #onBufferedAmountLow} is called, in bytes} */
    public long bufferedAmountLowThreshold() {
        return core.lowThreshold;
    }

    /**
     * Sets where {@link #onBufferedAmountLow} is called: when {@link #bufferedAmount} falls to it. 256 KiB if not set. If it is more than
     * 1 MiB, {@code send} returns false only beyond it.
     *
     * @param bytes at least 0
     * @throws IllegalArgumentException if it is negative
     */
    public void bufferedAmountLowThreshold(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bufferedAmountLowThreshold: at least 0, not " + bytes);
        }
        core.lowThreshold = bytes;
    }

    /**
     * Sends text. Half of a surrogate pair becomes a question mark.
     *
     * @param text of any length that the peer takes; it may be empty
     * @return false if so much waits now that {@link #onBufferedAmountLow} should be awaited before the next
     * @throws IllegalStateException if the channel is not open, or 16 MiB wait in the session: it was not taken
     * @throws IllegalArgumentException if it is longer in UTF-8 than the peer's {@code a=max-message-size}, 262,144 bytes for a browser
     */
    public boolean send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return traffic.send(core, bytes.length == 0 ? Ppid.STRING_EMPTY : Ppid.STRING, bytes);
    }

    /**
     * Sends bytes.
     *
     * @param bytes from position to limit; copied before this returns, and left as they are
     * @return false if so much waits now that {@link #onBufferedAmountLow} should be awaited before the next
     * @throws IllegalStateException if the channel is not open, or 16 MiB wait in the session: it was not taken
     * @throws IllegalArgumentException if it is longer than the peer's {@code a=max-message-size}
     */
    public boolean send(ByteBuffer bytes) {
        traffic.requireTakes(core, bytes.remaining());
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return traffic.send(core, copy.length == 0 ? Ppid.BINARY_EMPTY : Ppid.BINARY, copy);
    }

    /**
     * Sends a message as it is: {@code channel.onMessage(channel::send)} is an echo.
     *
     * @param message text or bytes
     * @return false if so much waits now that {@link #onBufferedAmountLow} should be awaited before the next
     * @throws IllegalStateException if the channel is not open, or 16 MiB wait in the session: it was not taken
     * @throws IllegalArgumentException if it is longer than the peer's {@code a=max-message-size}
     */
    public boolean send(Message message) {
        if (message instanceof Message.Text text) {
            return send(text.text());
        }
        return send(((Message.Binary) message).bytes());
    }

    /** Lets messages wait, until {@link #resume}. From another thread than the event loop, one may still come meanwhile. */
    public void pause() {
        inlet.run(now -> core.paused = true);
    }

    /** Lets messages come again, those first that have waited. */
    public void resume() {
        inlet.run(now -> {
            core.paused = false;
            traffic.pump(core);
        });
    }

    /**
     * Closes it: what was sent before still arrives, then both sides reset the stream (RFC 8831 section 6.7), and {@link #onClose} is
     * called. Closing twice is harmless.
     */
    public void close() {
        inlet.run(now -> lifecycle.close(now, core));
    }

    /**
     * Sets what is called when the channel is open; at once if it is.
     *
     * @param handler called on the session's thread
     */
    public void onOpen(Runnable handler) {
        inlet.run(now -> core.setOnOpen(handler));
    }

    /**
     * Sets what takes the messages; those that have waited come at once.
     *
     * @param handler called on the session's thread
     */
    public void onMessage(Consumer<? super Message> handler) {
        inlet.run(now -> {
            core.onMessage = handler;
            traffic.pump(core);
        });
    }

    /**
     * Sets what is called when {@link #bufferedAmount} falls to {@link #bufferedAmountLowThreshold}, while the channel is closing, too. If
     * it is closed before that, only {@link #onClose} is called.
     *
     * @param handler called on the session's thread
     */
    public void onBufferedAmountLow(Runnable handler) {
        inlet.run(now -> core.onBufferedAmountLow = handler);
    }

    /**
     * Sets what is called when the channel is closed, by either side or by the session's end; at once if it is.
     *
     * @param handler called on the session's thread
     */
    public void onClose(Runnable handler) {
        inlet.run(now -> core.setOnClose(handler));
    }

    @Override
    public String toString() {
        int id = core.id;
        return "DataChannel[" + (id < 0 ? "" : id + ", ") + core.state + "]";
    }
}
