package dev.floe.session.dtls;

import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;

/** One attempt at a handshake. Made and fed on the session's thread, run on one of its own: BouncyCastle's blocks. */
final class Handshake implements Runnable {
    /** Told of the end, on the handshake's thread and as the last thing that happens there; not once abandoned. */
    interface Outcome {
        void succeeded(DTLSTransport dtls, Secured secured);

        void failed(Exception cause);
    }

    private final DtlsRole role;
    private final Credentials credentials;
    private final CpuShare cpu;
    private final HandshakeTransport transport;
    private final Handover handover;
    private final Outcome outcome;
    private volatile List<Fingerprint> peerFingerprints = List.of();

    Handshake(DtlsRole role, Credentials credentials, CpuShare cpu, Consumer<byte[]> network, Outcome outcome) {
        this.role = role;
        this.credentials = credentials;
        this.cpu = cpu;
        this.transport = new HandshakeTransport(network, cpu);
        this.handover = new Handover(transport);
        this.outcome = outcome;
    }

    /**
     * Says what is known of the peer. What is said before a datagram is delivered holds for what that datagram
     * contains.
     */
    void expect(List<Fingerprint> fingerprints) {
        peerFingerprints = fingerprints;
    }

    /** Hands over a datagram. The array is given away. */
    void deliver(byte[] datagram) {
        transport.deliver(datagram);
    }

    /** Ends the attempt at once: its thread ends, nothing more is sent. */
    void abandon() {
        transport.abandon();
    }

    /**
     * Hands the association over to the thread of the caller, after success. What came meanwhile is returned, in order.
     */
    List<byte[]> handOver(EstablishedTransport established) {
        handover.to(established);
        return transport.leftovers();
    }

    @Override
    public void run() {
        cpu.acquire();
        Runnable end;
        try {
            end = perform();
        } catch (IOException | RuntimeException failure) {
            end = () -> outcome.failed(failure);
        } finally {
            transport.flush();
            cpu.release();
        }
        if (!transport.isAbandoned()) {
            end.run();
        }
    }

    private Runnable perform() throws IOException {
        PeerCertificate certificate = new PeerCertificate(() -> peerFingerprints);
        if (role == DtlsRole.SERVER) {
            FloeTlsServer server = new FloeTlsServer(credentials, certificate);
            DTLSTransport dtls = new ServerProtocol(transport).accept(server, handover);
            return () -> outcome.succeeded(dtls, server.secured());
        }
        FloeTlsClient client = new FloeTlsClient(credentials, certificate);
        transport.admitNextEpoch(); // the server's last flight is ChangeCipherSpec and Finished alone
        DTLSTransport dtls = new DTLSClientProtocol().connect(client, handover);
        return () -> outcome.succeeded(dtls, client.secured());
    }
}
