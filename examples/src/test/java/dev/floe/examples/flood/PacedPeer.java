package dev.floe.examples.flood;

import dev.floe.examples.support.Sdp;
import dev.floe.examples.support.Stun;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A controlling agent that checks twenty times a second, sends a hundred media datagrams a second, answers checks, and
 * notes what comes back and when.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What a timer's task throws ends it, and is then missing in the counts.
final class PacedPeer implements AutoCloseable {
    static final int CHECKS_PER_SECOND = 20;
    static final int MEDIA_PER_SECOND = 100;

    private static final byte RTP = (byte) 128;

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Thread reader = new Thread(this::read, "paced-peer");
    private final InetSocketAddress session;
    private final String username;
    private final String password;
    private final Map<ByteBuffer, Long> asked = new ConcurrentHashMap<>();
    private final List<Long> latencies = new CopyOnWriteArrayList<>();
    private final AtomicLong echoes = new AtomicLong();
    private final CountDownLatch proven = new CountDownLatch(1);
    private final AtomicLong checks = new AtomicLong();
    private final AtomicLong media = new AtomicLong();

    PacedPeer(InetSocketAddress session, String sessionUfrag, String sessionPassword) throws SocketException {
        this.session = session;
        this.username = sessionUfrag + ":" + Sdp.UFRAG;
        this.password = sessionPassword;
        reader.start();
        timer.scheduleAtFixedRate(this::check, 0, 1000 / CHECKS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /** Waits for the session's first check. */
    void awaitProof() throws InterruptedException {
        if (!proven.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the session did not check");
        }
    }

    void beginMedia() {
        timer.scheduleAtFixedRate(this::sendMedia, 100, 1000 / MEDIA_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    private void check() {
        byte[] check = Stun.check(username, password);
        asked.put(transaction(check), System.nanoTime());
        checks.incrementAndGet();
        send(check);
    }

    private void sendMedia() {
        send(ByteBuffer.allocate(200).put(RTP).putLong(media.incrementAndGet()).array());
    }

    private void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, session));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void read() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (true) {
            try {
                packet.setLength(2048);
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            take(Arrays.copyOf(packet.getData(), packet.getLength()));
        }
    }

    private void take(byte[] datagram) {
        if (datagram[0] == RTP) {
            echoes.incrementAndGet();
        } else if (Stun.isCheck(datagram)) {
            send(Stun.answer(datagram, session, Sdp.PASSWORD));
            proven.countDown();
        } else {
            Long at = asked.remove(transaction(datagram));
            if (at != null) {
                latencies.add(System.nanoTime() - at);
            }
        }
    }

    private static ByteBuffer transaction(byte[] message) {
        return ByteBuffer.wrap(Arrays.copyOfRange(message, 8, 20));
    }

    long checks() {
        return checks.get();
    }

    long answers() {
        return latencies.size();
    }

    /** Returns the time within which 99 of 100 of the answers came, in milliseconds. */
    double slowestButOneInAHundred() {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[Math.max(0, (int) (sorted.length * 0.99) - 1)] / 1e6;
    }

    long media() {
        return media.get();
    }

    long echoes() {
        return echoes.get();
    }

    /** Sends nothing more but answers. */
    void rest() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
            throw new AssertionError("the peer does not rest");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        socket.close();
    }
}
