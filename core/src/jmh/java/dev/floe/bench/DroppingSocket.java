package dev.floe.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.ice4j.socket.IceSocketWrapper;

/** A socket of ice4j's that receives nothing and drops what is sent. A real one lends it its address. */
final class DroppingSocket extends IceSocketWrapper {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final DatagramSocket bound = bind();
    private byte[] latest = {};
    private int sent;

    private static DatagramSocket bind() {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (SocketException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns a copy of the latest message. */
    byte[] latest() {
        return Arrays.copyOf(latest, latest.length);
    }

    int sent() {
        return sent;
    }

    @Override
    public void send(DatagramPacket packet) {
        latest = packet.getData();
        sent++;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new SocketException("closed");
    }

    @Override
    public void close() {
        closed.countDown();
        bound.close();
    }

    @Override
    public InetAddress getLocalAddress() {
        return bound.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return bound.getLocalPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return bound.getLocalSocketAddress();
    }

    @Override
    public Socket getTCPSocket() {
        return null;
    }

    @Override
    public DatagramSocket getUDPSocket() {
        return bound;
    }
}
