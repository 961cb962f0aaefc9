package dev.floe.examples.dtls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate on P-256 signed by its own key, which the JDK has no public way to make. */
record SelfSigned(PrivateKey key, X509Certificate certificate) {
    private static final X500Name NAME = new X500Name("CN=WebRTC");
    private static final Duration VALID = Duration.ofDays(365);
    private static final int SERIAL_BITS = 127;

    @SuppressWarnings("JavaUtilDate") // the builder's own type
    static SelfSigned draw() {
        SecureRandom random = new SecureRandom();
        Instant now = Instant.now();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            return new SelfSigned(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter()
                            .getCertificate(new JcaX509v3CertificateBuilder(
                                            NAME,
                                            new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                                            Date.from(now.minus(VALID)),
                                            Date.from(now.plus(VALID)),
                                            NAME,
                                            pair.getPublic())
                                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException("the JDK could not sign a P-256 certificate", impossible);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "SelfSigned[" + certificate.getSerialNumber() + "]";
    }
}
