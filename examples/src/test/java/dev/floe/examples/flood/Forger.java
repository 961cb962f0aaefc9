package dev.floe.examples.flood;

import dev.floe.examples.support.Sdp;
import dev.floe.examples.support.Stun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends checks with the right names and a wrong password, so many a second, evenly but for the timer's millisecond; and
 * counts what it gets back. What it misses while the machine holds it up it does not make up for in a burst: it takes longer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What a timer's task throws ends it, and the flood is then never over.
final class Forger implements AutoCloseable {
    private static final int DIFFERENT = 512;

    /** What has been due for longer than this is skipped. */
    private static final long SLACK_NANOS = 5_000_000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final DatagramChannel channel;
    private final List<ByteBuffer> forgeries = new ArrayList<>();
    private final ByteBuffer reply = ByteBuffer.allocateDirect(2048);
    private final long gapNanos;
    private final long startedAt;
    private long nextAt;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong replies = new AtomicLong();
    private final AtomicLong replyBytes = new AtomicLong();

    Forger(InetSocketAddress session, String sessionUfrag, long perSecond) throws IOException {
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
        channel.connect(session);
        channel.configureBlocking(false);
        for (int i = 0; i < DIFFERENT; i++) {
            byte[] check = Stun.check(sessionUfrag + ":" + Sdp.UFRAG, "not-the-password-at-all/");
            forgeries.add(ByteBuffer.allocateDirect(check.length).put(check).flip());
        }
        startedAt = System.nanoTime();
        nextAt = startedAt;
        timer.scheduleAtFixedRate(this::forge, 0, 1, TimeUnit.MILLISECONDS);
    }

    private void forge() {
        long now = System.nanoTime();
        nextAt = Math.max(nextAt, now - SLACK_NANOS);
        try {
            for (; nextAt <= now; nextAt += gapNanos) {
                ByteBuffer forgery = forgeries.get((int) (sent.getAndIncrement() % DIFFERENT));
                bytesSent.addAndGet(channel.write(forgery.rewind()));
            }
            countReplies();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void countReplies() throws IOException {
        for (int length = channel.read(reply.clear()); length > 0; length = channel.read(reply.clear())) {
            replies.incrementAndGet();
            replyBytes.addAndGet(length);
        }
    }

    long sent() {
        return sent.get();
    }

    long bytesSent() {
        return bytesSent.get();
    }

    long replies() {
        return replies.get();
    }

    long replyBytes() {
        return replyBytes.get();
    }

    /** Returns how many a second it was in fact. */
    long rate() {
        return sent.get() * 1000 / Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt));
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        channel.close();
    }
}
