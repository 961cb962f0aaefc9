package dev.floe.session.dtls;

import java.io.IOException;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * Looks at a certificate's key before anything is computed with it. BouncyCastle takes RSA of 16,384 bits with an exponent
 * as long, and curves that the certificate describes itself: one certificate of 4 KiB would keep a processor busy for ten
 * seconds, and one for each processor all other handshakes waiting.
 */
final class PeerKey {
    /** Takes a millisecond to verify with; browsers draw 2,048 bits if told to draw RSA at all. */
    private static final int MAX_RSA_BITS = 4096;

    /** Everybody has 65,537. */
    private static final int MAX_EXPONENT_BITS = 32;

    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    private PeerKey() {}

    /** Refuses, by an alert, a key that no WebRTC peer has. */
    static void check(byte[] certificate) throws IOException {
        if (!isUsual(certificate)) {
            throw new TlsFatalAlert(
                    AlertDescription.unsupported_certificate,
                    "the peer's key is neither ECDSA on P-256, P-384 or P-521, nor RSA of " + MAX_RSA_BITS
                            + " bits at most");
        }
    }

    private static boolean isUsual(byte[] certificate) throws IOException {
        SubjectPublicKeyInfo key = Certificate.getInstance(certificate).getSubjectPublicKeyInfo();
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve && CURVES.contains(curve);
        }
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            RSAPublicKey rsa = RSAPublicKey.getInstance(key.parsePublicKey());
            return rsa.getModulus().bitLength() <= MAX_RSA_BITS
                    && rsa.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS;
        }
        return false;
    }
}
