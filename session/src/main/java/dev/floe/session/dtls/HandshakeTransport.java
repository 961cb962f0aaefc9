package dev.floe.session.dtls;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * What BouncyCastle sees of the network during a handshake: blocking, one record at a time.
 *
 * <p>It makes up for what BouncyCastle 1.84 cannot do under loss and reordering. A ChangeCipherSpec that overtakes
 * CertificateVerify would switch the reading epoch, and no retransmission of CertificateVerify would ever be read
 * again: so what belongs to the next epoch is held back until {@link #admitNextEpoch}. Application data that overtakes
 * Finished would be discarded: it is kept for {@link #leftovers}. The records of a flight leave together, in as few
 * datagrams as they fit.
 *
 * <p>For the handshake's thread alone, but for {@link #deliver} and {@link #abandon}.
 */
final class HandshakeTransport implements DatagramTransport {
    /** The UDP payload that passes every path of the Internet, with room to spare (RFC 8261 section 5). */
    static final int MAX_DATAGRAM = 1200;

    /** A larger record would not come in one datagram; BouncyCastle sets this much aside for each wait. */
    private static final int MAX_RECORD = 2048;

    private static final int MAX_KEPT = 16;

    private final Inbox inbox = new Inbox();
    private final ArrayDeque<byte[]> records = new ArrayDeque<>();
    private final ArrayDeque<byte[]> nextEpoch = new ArrayDeque<>();
    private final List<byte[]> applicationData = new ArrayList<>();
    private final byte[] flight = new byte[MAX_DATAGRAM];
    private final Consumer<byte[]> network;
    private final CpuShare cpu;
    private int flightLength;
    private boolean nextEpochAdmitted;
    private volatile boolean abandoned;

    /**
     * @param network takes each datagram that is to be sent, on the handshake's thread
     * @param cpu what the handshake's thread has a share of, but for the time it waits here
     */
    HandshakeTransport(Consumer<byte[]> network, CpuShare cpu) {
        this.network = network;
        this.cpu = cpu;
    }

    /** Hands over a datagram, from any thread. The array is given away. */
    void deliver(byte[] datagram) {
        inbox.offer(datagram);
    }

    /** Ends the handshake at once, from any thread: nothing more is received or sent. */
    void abandon() {
        abandoned = true;
        inbox.close();
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** From now on the peer's ChangeCipherSpec, and what follows it, is read. */
    void admitNextEpoch() {
        nextEpochAdmitted = true;
        while (!nextEpoch.isEmpty()) {
            records.addFirst(nextEpoch.removeLast());
        }
    }

    /**
     * What came, in its order, and the handshake had no use for. The last call; on whatever thread is then in charge.
     */
    List<byte[]> leftovers() {
        List<byte[]> left = new ArrayList<>(applicationData);
        left.addAll(records);
        left.addAll(inbox.close());
        return left;
    }

    @Override
    public int getReceiveLimit() {
        return MAX_RECORD;
    }

    @Override
    public int getSendLimit() {
        return MAX_DATAGRAM;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        flush();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (records.isEmpty()) {
            byte[] datagram = awaitDatagram(deadline - System.nanoTime());
            if (datagram == null) {
                return -1;
            }
            Records.duringHandshake(datagram).forEach(this::sort);
        }
        byte[] record = records.remove();
        System.arraycopy(record, 0, buffer, offset, Math.min(length, record.length));
        return record.length; // BouncyCastle discards what says that it is longer than its buffer
    }

    private byte @Nullable [] awaitDatagram(long waitNanos) throws IOException {
        if (inbox.isReady()) {
            return inbox.take(0);
        }
        cpu.release();
        try {
            return inbox.take(waitNanos);
        } finally {
            cpu.acquire();
        }
    }

    private void sort(byte[] record) {
        int type = Records.type(record, 0);
        if (type == Records.APPLICATION_DATA) {
            keep(applicationData, record);
        } else if (!nextEpochAdmitted && (type == Records.CHANGE_CIPHER_SPEC || Records.epoch(record, 0) > 0)) {
            keep(nextEpoch, record);
        } else {
            records.add(record);
        }
    }

    private static void keep(Collection<byte[]> kept, byte[] record) {
        if (kept.size() < MAX_KEPT) {
            kept.add(record);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (flightLength + length > MAX_DATAGRAM) {
            flush();
        }
        System.arraycopy(buffer, offset, flight, flightLength, length);
        flightLength += length;
    }

    /** Sends what waits for company. */
    void flush() {
        if (flightLength > 0 && !abandoned) {
            network.accept(Arrays.copyOf(flight, flightLength));
        }
        flightLength = 0;
    }

    /** BouncyCastle has given the handshake up; its alert waits in the flight. */
    @Override
    public void close() {
        inbox.close();
    }
}
