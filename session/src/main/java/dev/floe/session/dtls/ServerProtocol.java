package dev.floe.session.dtls;

import java.io.IOException;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.TlsHandshakeHash;

/**
 * BouncyCastle's server, which tells when CertificateVerify is through: until then nothing of the next epoch may be
 * read.
 */
final class ServerProtocol extends DTLSServerProtocol {
    private final HandshakeTransport transport;

    ServerProtocol(HandshakeTransport transport) {
        this.transport = transport;
    }

    @Override
    protected void processCertificateVerify(ServerHandshakeState state, byte[] body, TlsHandshakeHash hash)
            throws IOException {
        super.processCertificateVerify(state, body, hash);
        transport.admitNextEpoch();
    }
}
