package dev.floe.examples.dtls;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SessionTask;
import dev.floe.slot.SrtpKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One side of a DTLS association: a session reduced to its thread, its timer and what its slot says. */
final class Side implements DtlsLink, AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final long TICK_MILLIS = 10;

    final CompletableFuture<String> secured = new CompletableFuture<>();
    final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    final CompletableFuture<Void> closedByPeer = new CompletableFuture<>();
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final DtlsRole role;
    private final DtlsSlot slot;
    private final Future<?> ticks;
    private volatile List<Fingerprint> expected = List.of();
    private volatile Consumer<byte[]> wire = datagram -> {};
    private volatile Predicate<byte[]> loss = datagram -> false;

    Side(DtlsRole role, DtlsSlot.Factory factory) {
        this.role = role;
        this.slot = factory.attach(this);
        this.ticks = thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        if (slot.delayNanos(now) == 0) {
            slot.onTimeout(now);
        }
    }

    Side expecting(Fingerprint... fingerprints) {
        expected = List.of(fingerprints);
        return this;
    }

    /** What this side sends goes there from now on. */
    void wire(Side other) {
        wire = other::receive;
    }

    /** What this side sends from now on is lost where the test says so. */
    void losing(Predicate<byte[]> lost) {
        loss = lost;
    }

    void begin() {
        execute(slot::onWritable);
    }

    void receive(byte[] datagram) {
        execute(now -> slot.onDatagram(now, ByteBuffer.wrap(datagram).asReadOnlyBuffer()));
    }

    /** For this side that time has passed, all at once. */
    void pass(Duration time) {
        execute(now -> slot.onTimeout(now + time.toNanos()));
    }

    /** Returns a message that fills a datagram. */
    String longest() {
        return "x".repeat(slot.maxPlaintext());
    }

    void say(String message) {
        execute(now -> slot.send(now, ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8))));
    }

    Optional<String> heard() throws InterruptedException {
        return Optional.ofNullable(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void closeInOrder() {
        execute(slot::onClosing);
    }

    @Override
    public void execute(SessionTask task) {
        if (!thread.isShutdown()) {
            thread.execute(() -> task.run(System.nanoTime()));
        }
    }

    @Override
    public boolean send(long now, ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        if (!loss.test(bytes)) {
            wire.accept(bytes);
        }
        return true;
    }

    @Override
    public DtlsRole role() {
        return role;
    }

    @Override
    public List<Fingerprint> peerFingerprints() {
        return expected;
    }

    @Override
    public void handshaking(long now) {}

    @Override
    public void secured(long now, String version, String cipherSuite, Optional<SrtpKeys> keys) {
        secured.complete(version + " " + cipherSuite);
    }

    @Override
    public void plaintext(long now, ByteBuffer plaintext) {
        if (!secured.isDone()) {
            failed.completeExceptionally(new AssertionError("plaintext before secured"));
        }
        messages.add(StandardCharsets.UTF_8.decode(plaintext).toString());
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
        ticks.cancel(false);
        execute(now -> slot.onClosed());
        thread.shutdown();
    }
}
