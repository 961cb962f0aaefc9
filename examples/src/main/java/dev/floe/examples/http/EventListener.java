package dev.floe.examples.http;

import static dev.floe.examples.http.Futures.forget;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;

/** One who listens to server-sent events. Thread-safe. */
public final class EventListener {
    private static final int PATIENCE = 30;

    private final Channel channel;
    private int skipped;

    EventListener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Sends one event. A listener that does not keep up misses events; one that misses thirty in a row is closed.
     *
     * @param data one line
     */
    public void send(String data) {
        channel.eventLoop().execute(() -> write(data));
    }

    private void write(String data) {
        if (channel.isWritable()) {
            skipped = 0;
            byte[] event = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
            forget(channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(event))));
        } else if (++skipped >= PATIENCE) {
            forget(channel.close());
        }
    }

    /** Runs {@code task} once when the listener is gone. */
    public void onGone(Runnable task) {
        channel.closeFuture().addListener(closed -> task.run());
    }
}
