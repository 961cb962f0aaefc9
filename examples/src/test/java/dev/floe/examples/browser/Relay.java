package dev.floe.examples.browser;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicReference;

/** An address that leads to a session by a detour: the session sees this relay in place of the browser. A script may lose datagrams. */
final class Relay implements AutoCloseable {
    /** Decides what gets through. */
    interface Script {
        /** Returns whether a datagram goes on; called by the relay's two threads. */
        boolean passes(boolean fromSession, byte firstByte);
    }

    private final DatagramSocket front;
    private final DatagramSocket back;
    private final AtomicReference<SocketAddress> browser = new AtomicReference<>();

    Relay(InetAddress host, InetSocketAddress session, Script script) throws IOException {
        front = new DatagramSocket(new InetSocketAddress(host, 0));
        back = new DatagramSocket(new InetSocketAddress(host, 0));
        new Thread(() -> pump(front, back, packet -> toSession(packet, session, script)), "relay-in").start();
        new Thread(() -> pump(back, front, packet -> toBrowser(packet, script)), "relay-out").start();
    }

    /** Returns what to tell the browser in place of the session's address. */
    InetSocketAddress front() {
        return (InetSocketAddress) front.getLocalSocketAddress();
    }

    /** Returns where the session sees the browser. */
    InetSocketAddress back() {
        return (InetSocketAddress) back.getLocalSocketAddress();
    }

    private boolean toSession(DatagramPacket packet, SocketAddress session, Script script) {
        browser.set(packet.getSocketAddress());
        packet.setSocketAddress(session);
        return script.passes(false, packet.getData()[0]);
    }

    private boolean toBrowser(DatagramPacket packet, Script script) {
        packet.setSocketAddress(browser.get());
        return script.passes(true, packet.getData()[0]);
    }

    private interface Forwarding {
        boolean prepare(DatagramPacket packet);
    }

    private static void pump(DatagramSocket from, DatagramSocket to, Forwarding forwarding) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!from.isClosed()) {
            try {
                packet.setLength(2048);
                from.receive(packet);
                if (forwarding.prepare(packet)) {
                    to.send(packet);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }
}
