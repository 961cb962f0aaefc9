package dev.floe.examples.dtls;

import dev.floe.slot.Fingerprint;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate: that of the peer's description (RFC 8827 section 6.5). No name, date or issuer counts. The
 * engine calls it inside the handshake, so that a stranger is refused by an alert, before any of his data.
 */
final class FingerprintTrust extends X509ExtendedTrustManager {
    /** Set by the session's thread, and read by the one that does the engine's work. */
    private volatile List<Fingerprint> expected = List.of();

    void expect(List<Fingerprint> fingerprints) {
        expected = fingerprints;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        byte[] leaf = chain[0].getEncoded();
        if (expected.stream().noneMatch(fingerprint -> fingerprint.matches(leaf))) {
            throw new CertificateException("the peer's certificate matches no fingerprint of its description");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
