package dev.floe.session.dtls;

import dev.floe.slot.SrtpKeys;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.UseSRTPData;

/** The DTLS-SRTP protection profiles that are agreed to, best first (RFC 5764 section 4.1.2, RFC 7714 section 14.2). */
enum SrtpProfile {
    AEAD_AES_128_GCM(SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM, 16, 12),
    AEAD_AES_256_GCM(SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM, 32, 12),
    AES128_CM_HMAC_SHA1_80(SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80, 16, 14);

    private static final byte[] NO_MKI = {};

    private final int number;
    private final int keyLength;
    private final int saltLength;

    SrtpProfile(int number, int keyLength, int saltLength) {
        this.number = number;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
    }

    /** The best one among those offered. */
    static Optional<SrtpProfile> best(UseSRTPData offer) {
        return Arrays.stream(values())
                .filter(profile -> Arrays.stream(offer.getProtectionProfiles()).anyMatch(n -> n == profile.number))
                .findFirst();
    }

    /** What a client offers: all of them. */
    static UseSRTPData offer() {
        return new UseSRTPData(
                Arrays.stream(values()).mapToInt(profile -> profile.number).toArray(), NO_MKI);
    }

    /** What a server answers: this one alone, without an MKI (RFC 5764 section 4.1.3). */
    UseSRTPData answer() {
        return new UseSRTPData(new int[] {number}, NO_MKI);
    }

    /**
     * Exports the keys (RFC 5764 section 4.2): the client's and the server's key, then their salts. Only while the
     * handshake completes: BouncyCastle forgets the master secret afterwards.
     */
    SrtpKeys export(TlsContext context) {
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (keyLength + saltLength));
        byte[] clientKey = Arrays.copyOfRange(material, 0, keyLength);
        byte[] serverKey = Arrays.copyOfRange(material, keyLength, 2 * keyLength);
        int salts = 2 * keyLength;
        byte[] clientSalt = Arrays.copyOfRange(material, salts, salts + saltLength);
        byte[] serverSalt = Arrays.copyOfRange(material, salts + saltLength, salts + 2 * saltLength);
        return context.isServer()
                ? new SrtpKeys(number, serverKey, serverSalt, clientKey, clientSalt)
                : new SrtpKeys(number, clientKey, clientSalt, serverKey, serverSalt);
    }
}
