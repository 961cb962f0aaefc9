package dev.floe.session.dtls;

import dev.floe.slot.Fingerprint;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/**
 * The certificate that a server shows in DTLS, with its secret key: ECDSA on P-256, signed by itself. A peer knows it
 * by its fingerprint in the answer (RFC 8122), not by its name or issuer, so both are the same for everyone.
 *
 * <p>Immutable and thread-safe. The secret key stays in memory; {@code toString} shows the fingerprint only.
 */
public final class DtlsIdentity {
    /** Peers' clocks are wrong, and some stacks do look at the dates. */
    private static final Duration CLOCK_SLACK = Duration.ofDays(2);

    /** A server may run for years, and nothing is gained by an expiry that nobody renews. */
    private static final Duration VALIDITY = Duration.ofDays(3650);

    private static final X500Name NAME = new X500Name("CN=WebRTC");
    private static final int SERIAL_BITS = 127;

    private final ECPrivateKeyParameters privateKey;
    private final byte[] certificate;
    private final Fingerprint fingerprint;

    private DtlsIdentity(ECPrivateKeyParameters privateKey, byte[] certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
        this.fingerprint = Fingerprint.sha256(certificate);
    }

    /**
     * Draws a new key pair and signs a certificate for it. Takes a few milliseconds, more on a cold JVM.
     *
     * @return an identity that no other call has returned
     */
    public static DtlsIdentity selfSigned() {
        SecureRandom random = new SecureRandom();
        AsymmetricCipherKeyPair keys = keyPair(random);
        ECPrivateKeyParameters privateKey = (ECPrivateKeyParameters) keys.getPrivate();
        try {
            return new DtlsIdentity(privateKey, certificate(keys, random));
        } catch (IOException | OperatorCreationException impossible) {
            throw new IllegalStateException("BouncyCastle could not sign a P-256 certificate", impossible);
        }
    }

    private static AsymmetricCipherKeyPair keyPair(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
        return generator.generateKeyPair();
    }

    @SuppressWarnings("JavaUtilDate") // the builder's own type
    private static byte[] certificate(AsymmetricCipherKeyPair keys, SecureRandom random)
            throws IOException, OperatorCreationException {
        Instant now = Instant.now();
        AlgorithmIdentifier ecdsa = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
        return new X509v3CertificateBuilder(
                        NAME,
                        new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                        Date.from(now.minus(CLOCK_SLACK)),
                        Date.from(now.plus(VALIDITY)),
                        NAME,
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()))
                .build(new BcECContentSignerBuilder(ecdsa, sha256).build(keys.getPrivate()))
                .getEncoded();
    }

    /** {@return the SHA-256 fingerprint of the certificate, for the answer's {@code a=fingerprint}} */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    ECPrivateKeyParameters privateKey() {
        return privateKey;
    }

    /** The certificate's DER bytes; not to be changed. */
    byte[] certificate() {
        return certificate;
    }

    @Override
    public String toString() {
        return "DtlsIdentity[" + fingerprint + "]";
    }
}
