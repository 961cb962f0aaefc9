package dev.floe.examples.video;

import dev.floe.slot.SrtpKeys;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * SRTP and SRTCP of one session by jitsi-srtp, with AES-GCM (RFC 7714), on which browsers and {@code BouncyCastleDtls}
 * agree. The older profiles with HMAC are left out: for HMAC the library looks for OpenSSL first, through native code.
 */
final class Srtp {
    /** The numbers of SRTP_AEAD_AES_128_GCM and SRTP_AEAD_AES_256_GCM in IANA's registry. */
    private static final int AES_128_GCM = 7;

    private static final int AES_256_GCM = 8;

    private static final int TAG = 16;
    private static final int SALT = 12;

    /** The JDK's AES: without a choice the library would measure which of four is the fastest. */
    private static final String JDK = "SunJCE";

    /** Kept, for a logger that nobody refers to forgets its level. The library tells much at INFO. */
    private static final java.util.logging.Logger QUIET = java.util.logging.Logger.getLogger("org.jitsi.srtp");

    private static final Logger LOG = new LoggerImpl("org.jitsi.srtp.floe", Level.WARNING);

    private final SrtpContextFactory theirs;
    private final SrtpContextFactory ours;
    private final Sources<SrtpCryptoContext> mediaIn;
    private final Sources<SrtpCryptoContext> mediaOut;
    private final Sources<SrtcpCryptoContext> controlIn;
    private final Sources<SrtcpCryptoContext> controlOut;

    private Srtp(SrtpPolicy policy, SrtpKeys keys) {
        theirs = new SrtpContextFactory(false, keys.remoteKey(), keys.remoteSalt(), policy, policy, LOG);
        ours = new SrtpContextFactory(true, keys.localKey(), keys.localSalt(), policy, policy, LOG);
        mediaIn = Sources.ofMedia(
                ssrc -> theirs.deriveContext(ssrc, 0), (in, it) -> in.reverseTransformPacket(it, false));
        mediaOut = Sources.ofMedia(ssrc -> ours.deriveContext(ssrc, 0), SrtpCryptoContext::transformPacket);
        controlIn = Sources.ofControl(theirs::deriveControlContext, SrtcpCryptoContext::reverseTransformPacket);
        controlOut = Sources.ofControl(ours::deriveControlContext, SrtcpCryptoContext::transformPacket);
    }

    /** Has the library choose and load its cryptography, once for all sessions. */
    static void load() {
        QUIET.setLevel(Level.WARNING);
        Aes.setFactoryClassName(JDK);
        Aes.createCipher("AES/CTR/NoPadding");
        Aes.createCipher("AES/GCM/NoPadding");
    }

    /** Takes the keys of a session; empty if they are for another profile than AES-GCM. */
    static Optional<Srtp> of(SrtpKeys keys) {
        return switch (keys.profile()) {
            case AES_128_GCM -> Optional.of(new Srtp(gcm(128), keys));
            case AES_256_GCM -> Optional.of(new Srtp(gcm(256), keys));
            default -> Optional.empty();
        };
    }

    private static SrtpPolicy gcm(int keyBits) {
        return new SrtpPolicy(
                SrtpPolicy.AESGCM_ENCRYPTION, keyBits / Byte.SIZE, SrtpPolicy.NULL_AUTHENTICATION, 0, TAG, SALT);
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
        return mediaOut.transform(packet) && packet.getLength() == plain + TAG;
    }

    /** Encrypts an RTCP packet. */
    boolean sealControl(Packet packet) throws GeneralSecurityException {
        int plain = packet.getLength();
        return controlOut.transform(packet) && packet.getLength() == plain + TAG + Integer.BYTES;
    }

    /** Forgets the keys. */
    void close() {
        theirs.close();
        ours.close();
    }
}
