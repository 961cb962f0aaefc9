package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SessionTask;
import dev.floe.slot.SrtpKeys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** The session's side of a DTLS slot: one thread, a clock that can be put forward, and a record of what the slot said. */
final class TestSession implements DtlsLink, AutoCloseable {
    static final int PATIENCE_SECONDS = 28;

    record Agreement(String version, String cipherSuite, Optional<SrtpKeys> keys) {}

    final CompletableFuture<Agreement> secured = new CompletableFuture<>();
    final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    final CompletableFuture<Void> closedByPeer = new CompletableFuture<>();
    final BlockingQueue<byte[]> plaintexts = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
    final AtomicInteger handshakes = new AtomicInteger();

    private final DtlsRole role;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread session = new Thread(task, "test-session");
        session.setDaemon(true);
        return session;
    });
    private final DtlsSlot slot;
    private volatile List<Fingerprint> peerFingerprints = List.of();
    private volatile Consumer<byte[]> wire = datagram -> {};
    private volatile boolean gateClosed;
    private final AtomicLong skew = new AtomicLong();
    private boolean over;

    TestSession(DtlsRole role, DtlsSlot.Factory dtls) {
        this.role = role;
        this.slot = call(now -> dtls.attach(this));
    }

    TestSession expecting(Fingerprint... fingerprints) {
        peerFingerprints = List.of(fingerprints);
        return this;
    }

    TestSession wiredTo(Consumer<byte[]> next) {
        wire = next;
        return this;
    }

    Agreement agreement() throws Exception {
        return secured.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    byte[] plaintext() throws Exception {
        byte[] next = plaintexts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "no plaintext came");
        return next;
    }

    Throwable failure() throws Exception {
        return failed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Makes every later send fail. */
    void closeGate() {
        gateClosed = true;
    }

    /** The first path is proven. */
    void writable() {
        execute(slot::onWritable);
    }

    /** A datagram has come in. */
    void receive(byte[] datagram) {
        execute(now -> slot.onDatagram(now, ByteBuffer.wrap(datagram).asReadOnlyBuffer()));
    }

    /** All of them within one task of the session's thread; returns how long it took, in nanoseconds. */
    long receiveAll(List<byte[]> datagrams) {
        return call(now -> {
            long start = System.nanoTime();
            for (byte[] datagram : datagrams) {
                slot.onDatagram(now, ByteBuffer.wrap(datagram));
            }
            return System.nanoTime() - start;
        });
    }

    boolean send(byte[] plaintext) {
        return call(now -> slot.send(now, ByteBuffer.wrap(plaintext)));
    }

    /** For the session's thread. */
    DtlsSlot slot() {
        return slot;
    }

    int maxPlaintext() {
        return call(now -> slot.maxPlaintext());
    }

    long delayNanos() {
        return call(slot::delayNanos);
    }

    /** Puts the clock forward and tells the slot. */
    void pass(long nanos) {
        skew.addAndGet(nanos);
        call(now -> {
            slot.onTimeout(now);
            return true;
        });
    }

    /** The session closes in order. */
    void closeInOrder() {
        call(now -> {
            slot.onClosing(now);
            slot.onClosed();
            over = true;
            return true;
        });
    }

    void loseConsent() {
        call(now -> {
            slot.onConsentLost(now);
            slot.onClosed();
            over = true;
            return true;
        });
    }

    /** Runs on the session's thread and waits for it. */
    <T> T call(Function<Long, T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> work.apply(now()), thread)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private long now() {
        return System.nanoTime() + skew.get();
    }

    @Override
    public void execute(SessionTask task) {
        try {
            thread.execute(() -> {
                if (!over) {
                    task.run(now());
                }
            });
        } catch (RejectedExecutionException ended) {
            // What is given after the session's end does not run.
        }
    }

    @Override
    public boolean send(long now, ByteBuffer datagram) {
        if (gateClosed) {
            return false;
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        wire.accept(bytes);
        sent.add(bytes);
        return true;
    }

    @Override
    public DtlsRole role() {
        return role;
    }

    @Override
    public List<Fingerprint> peerFingerprints() {
        return peerFingerprints;
    }

    @Override
    public void handshaking(long now) {
        handshakes.incrementAndGet();
    }

    @Override
    public void secured(long now, String version, String cipherSuite, Optional<SrtpKeys> keys) {
        secured.complete(new Agreement(version, cipherSuite, keys));
    }

    @Override
    public void plaintext(long now, ByteBuffer plaintext) {
        if (!secured.isDone()) {
            throw new AssertionError("plaintext before secured");
        }
        byte[] bytes = new byte[plaintext.remaining()];
        plaintext.get(plaintext.position(), bytes);
        plaintexts.add(bytes);
    }

    @Override
    public void closedByPeer(long now) {
        closedByPeer.complete(null);
    }

    @Override
    public void failed(long now, Throwable cause) {
        failed.complete(cause);
    }

    @Override
    public void close() {
        call(now -> {
            slot.onClosed();
            over = true;
            return true;
        });
        thread.shutdown();
    }
}
