package dev.floe.examples.libwebrtc;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A data channel of libwebrtc's. Its own threads only put down what they bring. */
final class Channel implements RTCDataChannelObserver {
    private static final int SECONDS = 20;

    /** A message, copied: the buffer that it came in is libwebrtc's. */
    record Received(boolean binary, ByteBuffer bytes) {
        static Received of(String text) {
            return new Received(false, StandardCharsets.UTF_8.encode(text));
        }
    }

    private final RTCDataChannel channel;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    Channel(RTCDataChannel channel) {
        this.channel = channel;
        channel.registerObserver(this);
        note(channel.getState());
    }

    private void note(RTCDataChannelState state) {
        if (state == RTCDataChannelState.OPEN) {
            opened.countDown();
        } else if (state == RTCDataChannelState.CLOSED) {
            closed.countDown();
        }
    }

    @Override
    public void onBufferedAmountChange(long previous) {}

    /** Waits until less than so much waits to be sent; libwebrtc does not tell, so it is asked until the channel closes. */
    void awaitRoom(long bytes) throws InterruptedException {
        while (channel.getBufferedAmount() >= bytes) {
            require(!closed.await(1, TimeUnit.MILLISECONDS), "to send");
        }
    }

    @Override
    public void onStateChange() {
        note(channel.getState());
    }

    @Override
    public void onMessage(RTCDataChannelBuffer buffer) {
        ByteBuffer copy = ByteBuffer.allocate(buffer.data.remaining());
        copy.put(buffer.data).flip();
        received.add(new Received(buffer.binary, copy));
    }

    Channel awaitOpen() throws InterruptedException {
        require(opened.await(SECONDS, TimeUnit.SECONDS), "to open");
        return this;
    }

    void awaitClosed() throws InterruptedException {
        require(closed.await(SECONDS, TimeUnit.SECONDS), "to close");
    }

    Received next() throws InterruptedException {
        Received message = received.poll(SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    private static void require(boolean happened, String what) {
        if (!happened) {
            throw new AssertionError("the channel was too slow " + what);
        }
    }

    /** libwebrtc takes direct buffers only. */
    void send(Received message) throws Exception {
        ByteBuffer direct = ByteBuffer.allocateDirect(message.bytes().remaining());
        direct.put(message.bytes().duplicate()).flip();
        channel.send(new RTCDataChannelBuffer(direct, message.binary()));
    }

    RTCDataChannel raw() {
        return channel;
    }

    void close() {
        channel.close();
    }
}
