package dev.floe.examples.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/** A NAT between a peer and a session: each address of the peer's is given a port here, which is what the session sees. */
final class Nat implements AutoCloseable {
    private static final int LONGEST = 2048;

    private interface Forwarding {
        void to(DatagramPacket packet) throws IOException;
    }

    private final InetSocketAddress session;
    private final DatagramSocket inside;
    private final Map<SocketAddress, DatagramSocket> ports = new HashMap<>();

    Nat(InetSocketAddress session) throws IOException {
        this.session = session;
        this.inside = socket();
        pump(inside, packet -> port(packet.getSocketAddress()).send(addressed(packet, session)));
    }

    private DatagramSocket socket() throws IOException {
        return new DatagramSocket(new InetSocketAddress(session.getAddress(), 0));
    }

    /** Returns an answer that leads here instead of to the session: the address is the same, the port another. */
    String detour(String answer) {
        return answer.replace(" " + session.getPort() + " ", " " + inside.getLocalPort() + " ");
    }

    /** Forgets all ports: the peer's next datagrams leave from others, and what the session sends to the former ones is lost. */
    synchronized void rebind() {
        ports.values().forEach(DatagramSocket::close);
        ports.clear();
    }

    private synchronized DatagramSocket port(SocketAddress peer) {
        return ports.computeIfAbsent(peer, this::open);
    }

    private DatagramSocket open(SocketAddress peer) {
        try {
            DatagramSocket port = socket();
            pump(port, packet -> inside.send(addressed(packet, peer)));
            return port;
        } catch (IOException exhausted) {
            throw new UncheckedIOException(exhausted);
        }
    }

    private static DatagramPacket addressed(DatagramPacket packet, SocketAddress to) {
        packet.setSocketAddress(to);
        return packet;
    }

    private static void pump(DatagramSocket from, Forwarding forwarding) {
        Thread thread = new Thread(() -> forward(from, forwarding), "nat-" + from.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    private static void forward(DatagramSocket from, Forwarding forwarding) {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!from.isClosed()) {
            try {
                packet.setLength(LONGEST);
                from.receive(packet);
                forwarding.to(packet);
            } catch (IOException closedOrLost) {
                // As on any network: the loop goes on while there is a socket.
            }
        }
    }

    @Override
    public synchronized void close() {
        inside.close();
        rebind();
    }
}
