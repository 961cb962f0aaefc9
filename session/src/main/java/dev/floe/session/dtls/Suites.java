package dev.floe.session.dtls;

import java.util.List;
import java.util.Map;
import java.util.Vector;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;

/**
 * What either role speaks, best first. DTLS 1.2 alone: BouncyCastle has no DTLS 1.3, and RFC 8827 section 6.5 forbids
 * what is older.
 */
final class Suites {
    private static final Map<Integer, String> NAMES = Map.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final List<Integer> SIGNATURES = List.of(
            SignatureScheme.ecdsa_secp256r1_sha256,
            SignatureScheme.ecdsa_secp384r1_sha384,
            SignatureScheme.ecdsa_secp521r1_sha512,
            SignatureScheme.rsa_pss_rsae_sha256,
            SignatureScheme.rsa_pss_rsae_sha384,
            SignatureScheme.rsa_pss_rsae_sha512,
            SignatureScheme.rsa_pkcs1_sha256,
            SignatureScheme.rsa_pkcs1_sha384,
            SignatureScheme.rsa_pkcs1_sha512);

    private static final int[] GROUPS = {NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1};

    /** An explicit nonce of 8 bytes and a tag of 16 (RFC 5288 section 3). */
    private static final int GCM_OVERHEAD = 24;

    /** A tag of 16 bytes (RFC 7905 section 2). */
    private static final int CHACHA_OVERHEAD = 16;

    private Suites() {}

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    static int[] cipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
        };
    }

    static int[] groups() {
        return GROUPS.clone();
    }

    /** What a peer's certificate may sign with: ECDSA and RSA, SHA-256 and up. */
    @SuppressWarnings("JdkObsolete") // BouncyCastle's own collection
    static Vector<SignatureAndHashAlgorithm> signatures() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (int scheme : SIGNATURES) {
            algorithms.add(SignatureScheme.getSignatureAndHashAlgorithm(scheme));
        }
        return algorithms;
    }

    /** The name in IANA's registry. */
    static String name(int cipherSuite) {
        return NAMES.getOrDefault(cipherSuite, "0x" + Integer.toHexString(cipherSuite));
    }

    /** How many bytes the suite adds to a plaintext, at least; a shorter ciphertext is none. */
    static int overhead(int cipherSuite) {
        return cipherSuite == CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
                ? CHACHA_OVERHEAD
                : GCM_OVERHEAD;
    }
}
