package dev.floe.session.dtls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DatagramTransport;

/**
 * What the same handshakes cost BouncyCastle alone: both sides with Floe's settings, over queues in memory, no socket,
 * no event loop, no ICE. As many pairs at a time as there are processors, a thread a side.
 */
public final class BareHandshakes {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.selfSigned();
    private static final Credentials CREDENTIALS = new Credentials(IDENTITY);

    private BareHandshakes() {}

    /** Shakes hands that many times, after as many to warm up, and returns how many a second. */
    public static double perSecond(int count) throws Exception {
        run(count);
        long start = System.nanoTime();
        run(count);
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static void run(int count) throws Exception {
        AtomicInteger left = new AtomicInteger(count);
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = Runtime.getRuntime().availableProcessors(); i > 0; i--) {
            workers.add(inThread(() -> {
                while (left.getAndDecrement() > 0) {
                    shakeHands();
                }
            }));
        }
        CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
    }

    private static void shakeHands() throws Exception {
        Queue toServer = new Queue();
        Queue toClient = new Queue();
        CompletableFuture<Void> server = inThread(() -> new DTLSServerProtocol()
                .accept(new FloeTlsServer(CREDENTIALS, expected()), new Memory(toServer, toClient)));
        new DTLSClientProtocol().connect(new FloeTlsClient(CREDENTIALS, expected()), new Memory(toClient, toServer));
        server.get(1, TimeUnit.MINUTES);
    }

    private static PeerCertificate expected() {
        return new PeerCertificate(() -> List.of(IDENTITY.fingerprint()));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> inThread(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Exception failure) {
                        done.completeExceptionally(failure);
                    }
                })
                .start();
        return done;
    }

    private static final class Queue {
        private final BlockingQueue<byte[]> datagrams = new LinkedBlockingQueue<>();
    }

    private record Memory(Queue from, Queue to) implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return 1500;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) {
            try {
                byte[] datagram = from.datagrams.poll(waitMillis, TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                System.arraycopy(datagram, 0, buffer, offset, Math.min(length, datagram.length));
                return datagram.length;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            to.datagrams.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void close() {}
    }
}
