package dev.floe.examples.core;

import dev.floe.engine.EngineConfig;
import dev.floe.engine.EngineOutput;
import dev.floe.engine.PeerEngine;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.slot.SessionTask;
import dev.floe.status.DtlsState;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One session on one thread, over a plain {@link DatagramChannel}: no Netty, and of Floe the core alone. All that an
 * engine needs is the time, the datagrams, and to be called again after the delay that it asks for.
 */
public final class PlainSession implements EngineOutput {
    private static final int LONGEST_DATAGRAM = 65_535;
    private static final int REPLIES_A_SECOND = 50;

    private final DatagramChannel socket;
    private final Selector selector;
    private final SelectionKey key;
    private final Queue<SessionTask> tasks = new ConcurrentLinkedQueue<>();
    private @Nullable SessionEnd end;

    private PlainSession(DatagramChannel socket, Selector selector) throws IOException {
        this.socket = socket;
        this.selector = selector;
        socket.configureBlocking(false);
        key = socket.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Runs a session to its end, on the caller's thread.
     *
     * @param socket bound, and this session's alone
     * @param config what the session is made of
     * @return how it ended
     * @throws IOException if the socket cannot be read any more
     */
    public static SessionEnd run(DatagramChannel socket, EngineConfig config) throws IOException {
        try (Selector selector = Selector.open()) {
            return new PlainSession(socket, selector).live(config);
        }
    }

    private SessionEnd live(EngineConfig config) throws IOException {
        long start = System.nanoTime();
        ReplyBudget strangers = new ReplyBudget(start, REPLIES_A_SECOND, REPLIES_A_SECOND);
        PeerEngine engine = new PeerEngine(start, config, new IceScratch(new SecureRandom(), strangers), this);
        ByteBuffer datagram = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
        SessionEnd ended = end;
        while (ended == null) {
            await(engine);
            for (SessionTask task = tasks.poll(); task != null; task = tasks.poll()) {
                engine.run(System.nanoTime(), task);
            }
            InetSocketAddress source = (InetSocketAddress) socket.receive(datagram.clear());
            if (source != null) { // one at a time: a flood must not keep the timer waiting
                engine.onDatagram(System.nanoTime(), source, datagram.flip());
            }
            engine.onTimeout(System.nanoTime());
            ended = end;
        }
        return ended;
    }

    /** A millisecond late is no harm, but asking again and again until the last one has passed would be a waste. */
    private void await(PeerEngine engine) throws IOException {
        Duration delay = Duration.ofNanos(engine.delayNanos(System.nanoTime()));
        if (delay.isZero()) {
            selector.selectNow(ready -> onReady(engine));
        } else {
            selector.select(ready -> onReady(engine), delay.toMillis() + 1);
        }
    }

    private void onReady(PeerEngine engine) {
        if (key.isWritable()) {
            key.interestOps(SelectionKey.OP_READ);
            engine.onWritable(System.nanoTime());
        }
    }

    @Override
    public boolean send(InetSocketAddress to, ByteBuffer datagram) {
        try {
            if (socket.send(datagram.duplicate(), to) > 0) {
                return true;
            }
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            return false;
        } catch (IOException unreachable) {
            return true; // lost, as datagrams are; if it lasts, consent will expire
        }
    }

    @Override
    public void execute(SessionTask task) {
        tasks.add(task);
        selector.wakeup();
    }

    @Override
    public void onState(SessionState state) {}

    @Override
    public void onSelected(InetSocketAddress remote) {}

    @Override
    public void onDtls(DtlsState state) {}

    @Override
    public void onEnd(SessionEnd told) {
        end = told;
    }
}
