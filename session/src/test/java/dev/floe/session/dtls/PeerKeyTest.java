package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerKeyTest {
    @ParameterizedTest
    @CsvSource({"1024, 17", "2048, 17", "4096, 17", "4096, 32"})
    void takesTheRsaKeysThatPeersHave(int bits, int exponentBits) {
        assertDoesNotThrow(() -> PeerKey.check(rsa(bits, exponentBits)));
    }

    @ParameterizedTest
    @CsvSource({"4097, 17", "16384, 17", "2048, 33", "2048, 2048"})
    void refusesRsaKeysThatMayCostSeconds(int bits, int exponentBits) {
        assertRefused(rsa(bits, exponentBits));
    }

    @Test
    void takesTheCurvesThatPeersHave() {
        assertDoesNotThrow(() -> PeerKey.check(TestCertificates.ec(SECObjectIdentifiers.secp256r1)));
        assertDoesNotThrow(() -> PeerKey.check(TestCertificates.ec(SECObjectIdentifiers.secp384r1)));
        assertDoesNotThrow(() -> PeerKey.check(TestCertificates.ec(SECObjectIdentifiers.secp521r1)));
    }

    @Test
    void refusesACurveThatTheCertificateDescribesItself() {
        assertRefused(TestCertificates.ec(SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1)));
    }

    @Test
    void refusesAnyOtherKey() {
        assertRefused(TestCertificates.ec(SECObjectIdentifiers.sect571r1));
        assertRefused(TestCertificates.ec(DERNull.INSTANCE));
        assertRefused(TestCertificates.of(EdECObjectIdentifiers.id_Ed25519, DERNull.INSTANCE, new byte[32]));
    }

    private static byte[] rsa(int bits, int exponentBits) {
        return TestCertificates.rsa(TestCertificates.mersenne(bits), TestCertificates.mersenne(exponentBits));
    }

    private static void assertRefused(byte[] certificate) {
        TlsFatalAlert alert = assertThrows(TlsFatalAlert.class, () -> PeerKey.check(certificate));
        assertEquals(AlertDescription.unsupported_certificate, alert.getAlertDescription());
    }
}
