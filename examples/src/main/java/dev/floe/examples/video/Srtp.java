package dev.floe.examples.video;

import dev.floe.slot.SrtpKeys;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/** SRTP and SRTCP of one session, by jitsi-srtp with the JDK's ciphers. */
final class Srtp {
    /** The numbers of the profiles in IANA's registry of DTLS-SRTP. */
    private static final int AES_128_CM_HMAC_SHA1_80 = 1;

    private static final int AEAD_AES_128_GCM = 7;
    private static final int AEAD_AES_256_GCM = 8;

    /** SRTCP carries its packets' index (RFC 3711 section 3.4). */
    private static final int INDEX = 4;

    /** The JDK's AES: without a choice the library would measure which of four is the fastest. */
    private static final String JDK = "SunJCE";

    /**
     * Kept, for a logger that nobody refers to forgets its level. The library tells much at INFO, and warns when OpenSSL
     * is not there.
     */
    private static final java.util.logging.Logger QUIET = java.util.logging.Logger.getLogger("org.jitsi.srtp");

    private static final Logger LOG = new LoggerImpl("org.jitsi.srtp.floe", Level.SEVERE);

    private final int tag;
    private final SrtpContextFactory theirs;
    private final SrtpContextFactory ours;
    private final Sources<SrtpCryptoContext> mediaIn;
    private final Sources<SrtpCryptoContext> mediaOut;
    private final Sources<SrtcpCryptoContext> controlIn;
    private final Sources<SrtcpCryptoContext> controlOut;

    private Srtp(SrtpPolicy policy, SrtpKeys keys) {
        tag = policy.getAuthTagLength();
        theirs = new SrtpContextFactory(false, keys.remoteKey(), keys.remoteSalt(), policy, policy, LOG);
        ours = new SrtpContextFactory(true, keys.localKey(), keys.localSalt(), policy, policy, LOG);
        mediaIn = Sources.ofMedia(
                ssrc -> theirs.deriveContext(ssrc, 0), (in, it) -> in.reverseTransformPacket(it, false));
        mediaOut = Sources.ofMedia(ssrc -> ours.deriveContext(ssrc, 0), SrtpCryptoContext::transformPacket);
        controlIn = Sources.ofControl(theirs::deriveControlContext, SrtcpCryptoContext::reverseTransformPacket);
        controlOut = Sources.ofControl(ours::deriveControlContext, SrtcpCryptoContext::transformPacket);
    }

    /**
     * Has the library choose and load its cryptography, once for all sessions.
     *
     * @return false if it cannot be loaded: the library looks for OpenSSL by JNA, whose native code must be there
     */
    static boolean load() {
        QUIET.setLevel(Level.SEVERE);
        Aes.setFactoryClassName(JDK);
        byte[] key = new byte[16];
        byte[] salt = new byte[12];
        SrtpKeys none = new SrtpKeys(AEAD_AES_128_GCM, key, salt, key, salt);
        try {
            for (SrtpContextFactory factory :
                    of(none).map(srtp -> List.of(srtp.theirs, srtp.ours)).orElseThrow()) {
                factory.deriveContext(0, 0);
                factory.deriveControlContext(0);
            }
            return true;
        } catch (GeneralSecurityException | LinkageError unusable) {
            return false;
        }
    }

    /** Takes the keys of a session; empty if they are for a profile that is not known. */
    static Optional<Srtp> of(SrtpKeys keys) {
        return policy(keys.profile()).map(policy -> new Srtp(policy, keys));
    }

    private static Optional<SrtpPolicy> policy(int profile) {
        return switch (profile) {
            case AES_128_CM_HMAC_SHA1_80 ->
                Optional.of(new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, 14));
            case AEAD_AES_128_GCM -> Optional.of(gcm(16));
            case AEAD_AES_256_GCM -> Optional.of(gcm(32));
            default -> Optional.empty();
        };
    }

    private static SrtpPolicy gcm(int keyLength) {
        return new SrtpPolicy(SrtpPolicy.AESGCM_ENCRYPTION, keyLength, SrtpPolicy.NULL_AUTHENTICATION, 0, 16, 12);
    }

    /** Decrypts a packet of the peer's; returns false if it is not authentic, or was there before. */
    boolean openMedia(Packet packet) throws GeneralSecurityException {
        return mediaIn.transform(packet);
    }

    /** Decrypts an RTCP packet of the peer's; returns false if it is not authentic, or was there before. */
    boolean openControl(Packet packet) throws GeneralSecurityException {
        return controlIn.transform(packet);
    }

    /** Encrypts a packet. The library does not tell when that fails, but then the packet has no tag. */
    boolean sealMedia(Packet packet) throws GeneralSecurityException {
        int plain = packet.getLength();
        return mediaOut.transform(packet) && packet.getLength() == plain + tag;
    }

    /** Encrypts an RTCP packet. */
    boolean sealControl(Packet packet) throws GeneralSecurityException {
        int plain = packet.getLength();
        return controlOut.transform(packet) && packet.getLength() == plain + tag + INDEX;
    }

    /** Forgets the keys. */
    void close() {
        theirs.close();
        ours.close();
    }
}
