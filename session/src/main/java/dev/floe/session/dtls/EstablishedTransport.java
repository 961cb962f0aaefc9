package dev.floe.session.dtls;

import dev.floe.slot.DtlsLink;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.bouncycastle.tls.DatagramTransport;

/**
 * What BouncyCastle sees of the network once it is driven by the session's thread: it is handed one record, and told
 * that its wait was interrupted when it comes for another. BouncyCastle passes that on and lets the association live;
 * on a mere timeout it would come again until its time is over. Nothing here waits.
 */
final class EstablishedTransport implements DatagramTransport {
    private final DtlsLink link;
    private final int maxDatagram;
    private byte[] record = {};
    private boolean taken = true;
    private boolean closed;
    private boolean sent;
    private long now;

    EstablishedTransport(DtlsLink link, int maxDatagram) {
        this.link = link;
        this.maxDatagram = maxDatagram;
    }

    /** Sets the time of what follows. */
    void at(long time) {
        now = time;
    }

    /** Makes a record ready to be received, once. */
    void hand(byte[] next) {
        record = next;
        taken = false;
    }

    /** Whether BouncyCastle has ended the association: on the peer's alert or ours. */
    boolean isClosed() {
        return closed;
    }

    /** Whether the link took the last datagram. */
    boolean wasSent() {
        return sent;
    }

    @Override
    public int getReceiveLimit() {
        return record.length;
    }

    @Override
    public int getSendLimit() {
        return maxDatagram;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws InterruptedIOException {
        if (taken) {
            throw new NothingThere();
        }
        taken = true;
        System.arraycopy(record, 0, buffer, offset, Math.min(length, record.length));
        return record.length;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        sent = link.send(now, ByteBuffer.wrap(buffer, offset, length));
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Thrown for every record that BouncyCastle discards, so it carries no stack trace. */
    private static final class NothingThere extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
