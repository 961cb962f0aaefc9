package dev.floe.session.load;

import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SessionTask;
import dev.floe.slot.SrtpKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A controlling peer that shakes hands as a DTLS client once it is connected. */
final class SecurePeer implements DtlsLink {
    private final ControllingPeer peer;
    private final Fingerprint server;
    private final Consumer<Runnable> loop;
    private final DtlsSlot slot;
    private boolean begun;

    /**
     * @param loop runs a task on the peers' thread, from any
     */
    SecurePeer(ControllingPeer peer, BouncyCastleDtls dtls, Fingerprint server, Consumer<Runnable> loop) {
        this.peer = peer;
        this.server = server;
        this.loop = loop;
        this.slot = dtls.attach(this);
    }

    /** Something came for the peer. The first answer says that the session can be spoken to. */
    void on(ControllingPeer.Kind kind, ByteBuffer datagram) {
        long now = System.nanoTime();
        if (kind == ControllingPeer.Kind.ANSWER && !begun) {
            begun = true;
            slot.onWritable(now);
        } else if (kind == ControllingPeer.Kind.OTHER) {
            slot.onDatagram(now, datagram);
        }
    }

    @Override
    public void execute(SessionTask task) {
        loop.accept(() -> task.run(System.nanoTime()));
    }

    @Override
    public boolean send(long now, ByteBuffer datagram) {
        try {
            peer.send(datagram.duplicate());
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
        return List.of(server);
    }

    @Override
    public void handshaking(long now) {}

    @Override
    public void secured(long now, String version, String cipherSuite, Optional<SrtpKeys> keys) {}

    @Override
    public void plaintext(long now, ByteBuffer plaintext) {}

    @Override
    public void closedByPeer(long now) {}

    @Override
    public void failed(long now, Throwable cause) {
        System.err.println("a handshake failed: " + cause);
    }
}
