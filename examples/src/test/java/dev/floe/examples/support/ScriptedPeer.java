package dev.floe.examples.support;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A controlling ICE agent reduced to a script: it checks, and answers checks. */
public final class ScriptedPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;

    private final InetSocketAddress server;
    private final String serverUfrag;
    private final String serverPassword;
    private final DatagramSocket socket;

    /** Makes the peer that sent {@link Sdp#offer} and got this answer. */
    public ScriptedPeer(String answer) throws IOException {
        server = Sdp.candidate(answer);
        serverUfrag = Sdp.value(answer, "a=ice-ufrag:");
        serverPassword = Sdp.value(answer, "a=ice-pwd:");
        socket = new DatagramSocket();
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Returns where the session's socket is. */
    public InetSocketAddress server() {
        return server;
    }

    /** Returns the session's ufrag. */
    public String serverUfrag() {
        return serverUfrag;
    }

    /** Sends a check that nominates, and returns when it was answered and the session's own check has been answered as well. */
    public void connect() throws IOException {
        byte[] check = Stun.check(serverUfrag + ":" + Sdp.UFRAG, serverPassword);
        send(check);
        boolean answered = false;
        boolean proven = false;
        while (!answered || !proven) {
            byte[] datagram = receive();
            answered |= Stun.isAnswer(datagram, check, serverPassword);
            if (Stun.isCheck(datagram)) {
                send(Stun.answer(datagram, server, Sdp.PASSWORD));
                proven = true;
            }
        }
    }

    /** Answers that many of the session's checks, which ask for consent. */
    public void consent(int checks) throws IOException {
        for (int answered = 0; answered < checks; ) {
            byte[] datagram = receive();
            if (Stun.isCheck(datagram)) {
                send(Stun.answer(datagram, server, Sdp.PASSWORD));
                answered++;
            }
        }
    }

    /** Waits for a datagram, and answers none meanwhile; fails if it does not come. */
    public void awaitDatagram(byte[] expected) throws IOException {
        while (!Arrays.equals(receive(), expected)) {
            // a check, which stays without an answer
        }
    }

    /** Sends a check with the right names and a wrong password. */
    public void forge() throws IOException {
        send(Stun.check(serverUfrag + ":" + Sdp.UFRAG, "not-the-password-at-all/"));
    }

    /** Sends what it is told to. */
    public void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, server));
    }

    private byte[] receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
        socket.close();
    }
}
