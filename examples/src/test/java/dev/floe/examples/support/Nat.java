package dev.floe.examples.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A NAT between a peer and a session: each address of the peer's is given a port here, which is what the session sees. The network on
 * both of its sides may have its {@link Weather}.
 */
public final class Nat implements AutoCloseable {
    private static final int LONGEST = 2048;

    private interface Forwarding {
        void to(DatagramPacket packet);
    }

    private final InetSocketAddress session;
    private final DatagramSocket inside;
    private final ExecutorService delayed = Executors.newSingleThreadExecutor(Nat::daemon);
    private final FaultyWay in;
    private final FaultyWay out;
    private volatile Consumer<byte[]> listener = datagram -> {};
    private final Map<SocketAddress, DatagramSocket> ports = new HashMap<>();

    /** Makes one with good weather. */
    public Nat(InetSocketAddress session) throws IOException {
        this(session, 0);
    }

    /** Makes one whose weather, once it is bad, follows a seed. */
    public Nat(InetSocketAddress session, long seed) throws IOException {
        this.session = session;
        this.in = new FaultyWay(seed, delayed);
        this.out = new FaultyWay(~seed, delayed);
        this.inside = socket();
        pump(inside, packet -> {
            listener.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
            DatagramSocket port = port(packet.getSocketAddress());
            in.carry(addressed(packet, session), arriving -> send(port, arriving));
        });
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "nat-delayed");
        thread.setDaemon(true);
        return thread;
    }

    private static void send(DatagramSocket from, DatagramPacket packet) {
        try {
            from.send(packet);
        } catch (IOException closedOrLost) {
            // As on any network.
        }
    }

    /** Shows each datagram that the peer sends to a listener, on the NAT's thread. */
    public void overhear(Consumer<byte[]> listener) {
        this.listener = listener;
    }

    /** Changes the weather, both ways. */
    public void weather(Weather weather) {
        in.weather(weather);
        out.weather(weather);
    }

    /** Returns how much was lost each way, in words. */
    public String losses() {
        return "to the session " + in.losses() + ", from it " + out.losses();
    }

    private DatagramSocket socket() throws IOException {
        return new DatagramSocket(new InetSocketAddress(session.getAddress(), 0));
    }

    /** Returns an answer that leads here instead of to the session: the address is the same, the port another. */
    public String detour(String answer) {
        return answer.replace(" " + session.getPort() + " ", " " + inside.getLocalPort() + " ");
    }

    /** Forgets all ports: the peer's next datagrams leave from others, and what the session sends to the former ones is lost. */
    public synchronized void rebind() {
        ports.values().forEach(DatagramSocket::close);
        ports.clear();
    }

    private synchronized DatagramSocket port(SocketAddress peer) {
        return ports.computeIfAbsent(peer, this::open);
    }

    private DatagramSocket open(SocketAddress peer) {
        try {
            DatagramSocket port = socket();
            pump(port, packet -> out.carry(addressed(packet, peer), arriving -> send(inside, arriving)));
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
        delayed.shutdown();
    }
}
