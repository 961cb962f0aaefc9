package dev.floe.session.data;

import dev.floe.slot.DataLink;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A data slot's way out: packets and tasks are kept until the test takes them. */
final class QueuedLink implements DataLink {
    final Queue<byte[]> packets = new ArrayDeque<>();
    final Queue<SessionTask> tasks = new ArrayDeque<>();
    boolean refuses;
    private final SctpParameters peer;

    QueuedLink(SctpParameters peer) {
        this.peer = peer;
    }

    @Override
    public boolean send(long now, ByteBuffer plaintext) {
        return !refuses && packets.add(bytesOf(plaintext));
    }

    static byte[] bytesOf(ByteBuffer lent) {
        byte[] bytes = new byte[lent.remaining()];
        lent.get(lent.position(), bytes);
        return bytes;
    }

    @Override
    public int maxPlaintext() {
        return 1163;
    }

    @Override
    public SctpParameters peer() {
        return peer;
    }

    @Override
    public void execute(SessionTask task) {
        tasks.add(task);
    }
}
