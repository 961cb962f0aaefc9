package dev.floe.bench;

import dev.floe.ice.IceOutput;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Where agents send to: each message is read to its end, and copied only while a benchmark is set up. */
final class Outbox implements IceOutput {
    private boolean keeping = true;
    private byte[] latest = {};
    private int seals;

    /** Returns a copy of the latest message. */
    byte[] latest() {
        return latest;
    }

    void stopKeeping() {
        keeping = false;
    }

    /** Returns something of all messages, for a black hole. */
    int seals() {
        return seals;
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer message) {
        seals += message.getInt(message.limit() - Integer.BYTES) ^ to.getPort();
        if (keeping) {
            latest = new byte[message.remaining()];
            message.get(message.position(), latest);
        }
    }

    @Override
    public void onState(SessionState state) {}

    @Override
    public void onProven(InetSocketAddress remote) {}

    @Override
    public void onForgotten(InetSocketAddress remote) {}

    @Override
    public void onSelected(InetSocketAddress remote) {}

    @Override
    public void onLost(long now, EndReason reason) {
        throw new IllegalStateException("the agent ended: " + reason);
    }
}
