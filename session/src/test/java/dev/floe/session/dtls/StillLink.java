package dev.floe.session.dtls;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SessionTask;
import dev.floe.slot.SrtpKeys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A link that counts, and runs no task. */
final class StillLink implements DtlsLink {
    int handshakes;
    int sent;

    private final DtlsRole role;
    private final Fingerprint peer;

    StillLink(DtlsRole role, Fingerprint peer) {
        this.role = role;
        this.peer = peer;
    }

    @Override
    public boolean send(long now, ByteBuffer datagram) {
        sent++;
        return true;
    }

    @Override
    public void execute(SessionTask task) {}

    @Override
    public DtlsRole role() {
        return role;
    }

    @Override
    public List<Fingerprint> peerFingerprints() {
        return List.of(peer);
    }

    @Override
    public void handshaking(long now) {
        handshakes++;
    }

    @Override
    public void secured(long now, String version, String cipherSuite, Optional<SrtpKeys> keys) {
        throw new AssertionError("secured");
    }

    @Override
    public void plaintext(long now, ByteBuffer plaintext) {
        throw new AssertionError("plaintext");
    }

    @Override
    public void closedByPeer(long now) {
        throw new AssertionError("closed");
    }

    /** After its third handshake the slot gives up. */
    @Override
    public void failed(long now, Throwable cause) {}
}
