package dev.floe.session.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;

/** An identity, made ready to sign with. Thread-safe; all sessions share one. */
final class Credentials {
    private final Crypto crypto = new Crypto(new SecureRandom());
    private final DtlsIdentity identity;

    Credentials(DtlsIdentity identity) {
        this.identity = identity;
    }

    Crypto crypto() {
        return crypto;
    }

    /** Signs with ECDSA and SHA-256, which every DTLS 1.2 peer of WebRTC has (RFC 8827 section 6.5). */
    TlsCredentialedSigner signer(TlsContext context) {
        TlsCertificate leaf;
        try {
            leaf = new BcTlsCertificate(crypto, identity.certificate());
        } catch (IOException impossible) {
            throw new IllegalStateException("our own certificate does not parse", impossible);
        }
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                identity.privateKey(),
                new Certificate(new TlsCertificate[] {leaf}),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
