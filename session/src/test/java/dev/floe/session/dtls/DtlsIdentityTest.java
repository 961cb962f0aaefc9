package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DtlsIdentityTest {
    @Test
    @SuppressWarnings("JavaUtilDate") // what the JDK's certificate has
    void isAP256CertificateSignedByItselfThatToleratesSkewedClocks() throws Exception {
        X509Certificate certificate = parse(DtlsIdentity.selfSigned());
        certificate.verify(certificate.getPublicKey());
        assertEquals("SHA256withECDSA", certificate.getSigAlgName());
        ECPublicKey key = (ECPublicKey) certificate.getPublicKey();
        assertEquals(256, key.getParams().getCurve().getField().getFieldSize());
        certificate.checkValidity(Date.from(Instant.now().minus(Duration.ofDays(1))));
        certificate.checkValidity(Date.from(Instant.now().plus(Duration.ofDays(3000))));
    }

    @Test
    void isNobodysInParticular() throws Exception {
        X509Certificate one = parse(DtlsIdentity.selfSigned());
        X509Certificate other = parse(DtlsIdentity.selfSigned());
        assertEquals(one.getSubjectX500Principal(), other.getSubjectX500Principal());
        assertNotEquals(one.getSerialNumber(), other.getSerialNumber());
        assertTrue(one.getSerialNumber().signum() > 0);
        assertNotEquals(one.getPublicKey(), other.getPublicKey());
    }

    @Test
    void showsItsFingerprintAndHidesItsKey() {
        DtlsIdentity identity = DtlsIdentity.selfSigned();
        assertTrue(identity.fingerprint().matches(identity.certificate()));
        assertEquals("sha-256", identity.fingerprint().algorithm());
        BigInteger secret = identity.privateKey().getD();
        assertFalse(identity.toString().contains(secret.toString(16)));
        assertEquals("DtlsIdentity[" + identity.fingerprint() + "]", identity.toString());
        assertEquals(
                Optional.of(identity.fingerprint()),
                BouncyCastleDtls.with(identity).fingerprint());
    }

    private static X509Certificate parse(DtlsIdentity identity) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(identity.certificate()));
    }
}
