package dev.floe.session.dtls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates with any key, by nobody's signature. */
final class TestCertificates {
    private TestCertificates() {}

    static byte[] rsa(BigInteger modulus, BigInteger exponent) {
        return of(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, encoded(new RSAPublicKey(modulus, exponent)));
    }

    /** Two to a power, less one: odd, of so many bits, and a prime number for some powers. */
    static BigInteger mersenne(int bits) {
        return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
    }

    static byte[] ec(ASN1Encodable curve) {
        return of(X9ObjectIdentifiers.id_ecPublicKey, curve, new byte[65]);
    }

    static byte[] of(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters, byte[] key) {
        AlgorithmIdentifier signature = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(1));
        generator.setIssuer(new X500Name("CN=test"));
        generator.setSubject(new X500Name("CN=test"));
        generator.setStartDate(new Time(new DERUTCTime("700101000000Z")));
        generator.setEndDate(new Time(new DERUTCTime("380101000000Z")));
        generator.setSignature(signature);
        generator.setSubjectPublicKeyInfo(
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(algorithm, parameters), key));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(generator.generateTBSCertificate());
        parts.add(signature);
        parts.add(new DERBitString(new byte[64]));
        return encoded(new DERSequence(parts));
    }

    private static byte[] encoded(ASN1Object object) {
        try {
            return object.getEncoded();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
