package dev.floe.engine;

import dev.floe.ice.IceScratch;
import dev.floe.slot.SessionTask;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One peer session without its socket: agent, gate and slots. */
public final class PeerEngine {
    /**
     * Starts a session: its clocks run from {@code now}, and its slots are made.
     *
     * @param now the time in nanoseconds on {@link System#nanoTime}'s scale
     * @param config what it is made of
     * @param scratch the working memory of this thread
     * @param output where everything goes
     */
    public PeerEngine(long now, EngineConfig config, IceScratch scratch, EngineOutput output) {
        throw new UnsupportedOperationException();
    }

    /** Takes one received datagram, lent for the call, from position to limit. Never throws for what it holds. */
    public void onDatagram(long now, InetSocketAddress source, ByteBuffer datagram) {
        throw new UnsupportedOperationException();
    }

    /** Does what is due. */
    public void onTimeout(long now) {
        throw new UnsupportedOperationException();
    }

    /** Returns how long from {@code now} until {@link #onTimeout} is wanted, in nanoseconds; {@link Long#MAX_VALUE} if never. */
    public long delayNanos(long now) {
        throw new UnsupportedOperationException();
    }

    /** The socket takes datagrams again. */
    public void onWritable(long now) {
        throw new UnsupportedOperationException();
    }

    /** Runs a task that came through {@link EngineOutput#execute}; nothing happens once the session is over. */
    public void run(long now, SessionTask task) {
        throw new UnsupportedOperationException();
    }

    /** Closes in order: the slots may say goodbye, then {@link EngineOutput#onEnd} is called. Closing twice is harmless. */
    public void close(long now) {
        throw new UnsupportedOperationException();
    }

    /** Ends the session because its surroundings failed, {@code SOCKET_FAILED} above all. */
    public void fail(long now, EndReason reason, Throwable cause) {
        throw new UnsupportedOperationException();
    }

    /** Returns whether the session is over. */
    public boolean isEnded() {
        throw new UnsupportedOperationException();
    }

    /** Returns a snapshot; works after the end too. */
    public PeerStats stats(long now) {
        throw new UnsupportedOperationException();
    }
}
