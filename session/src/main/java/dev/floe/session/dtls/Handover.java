package dev.floe.session.dtls;

import java.io.IOException;
import org.bouncycastle.tls.DatagramTransport;

/**
 * The one transport that a BouncyCastle association has for life, over the two that it really has. One thread at a
 * time: the handshake's is through before the session's takes over, and the task that tells the session so orders their
 * memory.
 */
final class Handover implements DatagramTransport {
    private DatagramTransport transport;

    Handover(DatagramTransport transport) {
        this.transport = transport;
    }

    void to(DatagramTransport next) {
        transport = next;
    }

    @Override
    public int getReceiveLimit() throws IOException {
        return transport.getReceiveLimit();
    }

    @Override
    public int getSendLimit() throws IOException {
        return transport.getSendLimit();
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        return transport.receive(buffer, offset, length, waitMillis);
    }

    @Override
    public void send(byte[] buffer, int offset, int length) throws IOException {
        transport.send(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
