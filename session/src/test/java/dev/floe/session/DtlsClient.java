package dev.floe.session;

import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SessionTask;
import dev.floe.slot.SrtpKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Real DTLS on a scripted peer's socket: the client's side of a whole handshake. */
final class DtlsClient implements DtlsLink, AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CompletableFuture<Optional<SrtpKeys>> secured = new CompletableFuture<>();
    private final ScriptedPeer peer;
    private final InetSocketAddress server;
    private final Fingerprint expected;
    private final DtlsSlot slot;

    DtlsClient(ScriptedPeer peer, BouncyCastleDtls dtls, InetSocketAddress server, Fingerprint expected) {
        this.peer = peer;
        this.server = server;
        this.expected = expected;
        this.slot = dtls.attach(this);
    }

    /** Shakes hands, and returns the keys that were agreed on. */
    SrtpKeys connect() throws Exception {
        execute(slot::onWritable);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ScriptedPeer.PATIENCE_SECONDS);
        while (!secured.isDone() && deadline - System.nanoTime() > 0) {
            byte[] datagram = peer.payloads.poll(10, TimeUnit.MILLISECONDS);
            if (datagram != null) {
                execute(now -> slot.onDatagram(now, ByteBuffer.wrap(datagram)));
            }
        }
        return Await.result(secured).orElseThrow();
    }

    @Override
    public void execute(SessionTask task) {
        thread.execute(() -> task.run(System.nanoTime()));
    }

    @Override
    public boolean send(long now, ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        try {
            peer.send(server, bytes);
            return true;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public DtlsRole role() {
        return DtlsRole.CLIENT;
    }

    @Override
    public List<Fingerprint> peerFingerprints() {
        return List.of(expected);
    }

    @Override
    public void handshaking(long now) {}

    @Override
    public void secured(long now, String version, String cipherSuite, Optional<SrtpKeys> keys) {
        secured.complete(keys);
    }

    @Override
    public void plaintext(long now, ByteBuffer plaintext) {}

    @Override
    public void closedByPeer(long now) {}

    @Override
    public void failed(long now, Throwable cause) {
        secured.completeExceptionally(cause);
    }

    @Override
    public void close() {
        execute(now -> slot.onClosed());
        thread.shutdown();
    }
}
