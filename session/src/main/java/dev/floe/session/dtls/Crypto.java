package dev.floe.session.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipher;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * BouncyCastle's own primitives for the handshake, the JDK's for AES-GCM: its intrinsics are what every record pays
 * for, and what makes a forged record cheap. Needs no JCA provider to be installed. Thread-safe.
 */
final class Crypto extends BcTlsCrypto {
    Crypto(SecureRandom random) {
        super(random);
    }

    @Override
    protected TlsAEADCipher createCipher_AES_GCM(TlsCryptoParameters parameters, int keySize, int macSize)
            throws IOException {
        return new TlsAEADCipher(
                parameters, new JdkGcm(true), new JdkGcm(false), keySize, macSize, TlsAEADCipher.AEAD_GCM, null);
    }
}
