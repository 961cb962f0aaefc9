package dev.floe.session.dtls;

import dev.floe.slot.DtlsLink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/** A DTLS association after its handshake. On the session's thread only; never waits. */
final class Association {
    private static final int UNTIL_INTERRUPTED = 0;

    private final DTLSTransport dtls;
    private final EstablishedTransport transport;
    private final DtlsLink link;
    private final int overhead;
    private final int maxPlaintext;
    private final FutileBudget futile;
    private byte[] received = new byte[HandshakeTransport.MAX_DATAGRAM];
    private final byte[] sending = new byte[HandshakeTransport.MAX_DATAGRAM];
    private boolean over;

    Association(long now, DTLSTransport dtls, EstablishedTransport transport, DtlsLink link, int cipherSuite)
            throws IOException {
        this.dtls = dtls;
        this.transport = transport;
        this.link = link;
        this.overhead = Suites.overhead(cipherSuite);
        this.futile = new FutileBudget(now);
        this.maxPlaintext = dtls.getSendLimit();
    }

    int maxPlaintext() {
        return maxPlaintext;
    }

    /** Hands up what a datagram holds. The peer's last flight, come again, is answered with ours by BouncyCastle. */
    void receive(long now, byte[] datagram) {
        if (futile.isSpent(now)) {
            return;
        }
        for (byte[] record : Records.afterHandshake(datagram, overhead)) {
            if (over || futile.isSpent(now)) {
                return;
            }
            receiveRecord(now, record);
        }
    }

    private void receiveRecord(long now, byte[] record) {
        long start = System.nanoTime();
        int length = open(now, record);
        if (over) {
            return;
        }
        if (length >= 0) {
            link.plaintext(now, ByteBuffer.wrap(received, 0, length));
        } else if (transport.isClosed()) {
            over = true;
            link.closedByPeer(now);
        } else {
            futile.spend(now, System.nanoTime() - start);
        }
    }

    /** Returns the length of the plaintext in {@link #received}, or -1 if the record holds none. */
    private int open(long now, byte[] record) {
        if (received.length < record.length) {
            received = new byte[record.length]; // less would be an internal error to BouncyCastle, and the end
        }
        transport.at(now);
        transport.hand(record);
        try {
            return dtls.receive(received, 0, received.length, UNTIL_INTERRUPTED);
        } catch (InterruptedIOException discarded) {
            return -1;
        } catch (TlsFatalAlertReceived alert) {
            end(now, alert);
            return -1;
        } catch (IOException failure) {
            over = true;
            link.failed(now, failure);
            return -1;
        }
    }

    private void end(long now, TlsFatalAlertReceived alert) {
        over = true;
        if (alert.getAlertDescription() == AlertDescription.close_notify) {
            link.closedByPeer(now);
        } else {
            link.failed(now, alert);
        }
    }

    /** Encrypts and sends; false if the link refused it. */
    boolean send(long now, ByteBuffer plaintext) {
        int length = plaintext.remaining();
        if (length > maxPlaintext) {
            throw new IllegalArgumentException("plaintext: at most " + maxPlaintext + " bytes, not " + length);
        }
        if (over) {
            return false;
        }
        plaintext.get(plaintext.position(), sending, 0, length);
        transport.at(now);
        try {
            dtls.send(sending, 0, length);
            return transport.wasSent();
        } catch (IOException failure) {
            over = true;
            link.failed(now, failure);
            return false;
        }
    }

    /** Sends our close_notify. */
    void close(long now) {
        if (over) {
            return;
        }
        over = true;
        transport.at(now);
        try {
            dtls.close();
        } catch (IOException unsent) {
            // It is a courtesy: the peer would find out by itself.
        }
    }
}
