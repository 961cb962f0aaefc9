package dev.floe.session.dtls;

import dev.floe.slot.Fingerprint;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * Holds the peer's certificate against the fingerprints of its description (RFC 8827 section 6.5), inside the
 * handshake: no byte of a stranger's is handed up. That the peer has the certificate's key is BouncyCastle's check: the
 * server's ServerKeyExchange is signed, and a client that shows a certificate must send CertificateVerify.
 */
final class PeerCertificate {
    private final Supplier<List<Fingerprint>> expected;
    private boolean matched;

    /**
     * @param expected asked on the handshake's thread, when the certificate is there
     */
    PeerCertificate(Supplier<List<Fingerprint>> expected) {
        this.expected = expected;
    }

    /** Refuses, by an alert, a chain whose first certificate matches none of the fingerprints, or has an outlandish key. */
    void check(Certificate chain) throws IOException {
        if (chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "the peer presented no certificate");
        }
        List<Fingerprint> fingerprints = expected.get();
        if (fingerprints.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "no fingerprint of the peer is known");
        }
        byte[] leaf = chain.getCertificateAt(0).getEncoded();
        for (Fingerprint fingerprint : fingerprints) {
            matched |= fingerprint.matches(leaf);
        }
        if (!matched) {
            throw new TlsFatalAlert(
                    AlertDescription.bad_certificate,
                    "the peer's certificate matches no fingerprint of its description");
        }
        PeerKey.check(leaf);
    }

    /** A handshake that went round the check, whatever the way, does not complete. */
    void require() throws IOException {
        if (!matched) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "the peer's certificate was not checked");
        }
    }
}
