package dev.floe.session.data;

import dev.floe.sctp.SctpEnd;
import dev.floe.sctp.SctpOutput;
import dev.floe.slot.DataLink;
import dev.floe.slot.SessionTask;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What an association tells, kept until it has returned: it must not be called back into meanwhile, and the application
 * will. Only packets leave at once.
 */
final class DeferredOutput implements SctpOutput {
    /** Who is told afterwards. */
    interface Listener {
        void onEstablished(long now);

        void onMessage(long now, int stream, int ppid, ByteBuffer message);

        void onUnbuffered(int stream, int bytes);

        void onPeerReset(long now, int stream);

        void onReset(int stream);

        void onRestarted();

        void onClosed();
    }

    private final DataLink link;
    private final Listener listener;
    private final Queue<SessionTask> kept = new ArrayDeque<>(4);

    DeferredOutput(DataLink link, Listener listener) {
        this.link = link;
        this.listener = listener;
    }

    /** Tells what was kept; returns whether there was anything. */
    boolean tell(long now) {
        boolean any = false;
        for (SessionTask event = kept.poll(); event != null; event = kept.poll()) {
            event.run(now);
            any = true;
        }
        return any;
    }

    @Override
    public boolean send(long now, ByteBuffer packet) {
        return link.send(now, packet);
    }

    @Override
    public void onEstablished() {
        kept.add(listener::onEstablished);
    }

    @Override
    public void onMessage(int stream, int ppid, ByteBuffer message) {
        kept.add(now -> listener.onMessage(now, stream, ppid, message));
    }

    @Override
    public void onUnbuffered(int stream, int bytes) {
        kept.add(now -> listener.onUnbuffered(stream, bytes));
    }

    @Override
    public void onPeerReset(int stream) {
        kept.add(now -> listener.onPeerReset(now, stream));
    }

    @Override
    public void onReset(int stream) {
        kept.add(now -> listener.onReset(stream));
    }

    @Override
    public void onRestarted() {
        kept.add(now -> listener.onRestarted());
    }

    @Override
    public void onClosed(SctpEnd end) {
        kept.add(now -> listener.onClosed());
    }
}
