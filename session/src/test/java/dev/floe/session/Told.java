package dev.floe.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a socket tells of. */
class Told implements SocketListener {
    record Datagram(InetSocketAddress source, ByteBuffer content) {}

    final BlockingQueue<Datagram> datagrams = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Returns the next one, null if none comes in time. */
    Datagram next() throws InterruptedException {
        return datagrams.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public void onDatagram(InetSocketAddress source, ByteBuffer datagram) {
        ByteBuffer copy = ByteBuffer.allocate(datagram.remaining());
        datagrams.add(new Datagram(source, copy.put(datagram).flip()));
    }

    @Override
    public void onBatchRead() {}

    @Override
    public void onWritabilityChanged() {}

    @Override
    public void onReadFailure(Throwable failure) {
        failures.add(failure);
    }

    @Override
    public void onSocketClosed() {
        closed.complete(null);
    }
}
