package dev.floe.slot;

import java.util.Objects;

/**
 * The keying material that DTLS exported for SRTP (RFC 5764 section 4.2). {@code toString} shows the profile only.
 */
public final class SrtpKeys {
    private final int profile;
    private final byte[] localKey;
    private final byte[] localSalt;
    private final byte[] remoteKey;
    private final byte[] remoteSalt;

    /**
     * Copies what it is given.
     *
     * @param profile the DTLS-SRTP protection profile's number in IANA's registry, 0x0001 for AES128_CM_HMAC_SHA1_80
     * @param localKey master key for what this side sends
     * @param localSalt master salt for what this side sends
     * @param remoteKey master key for what the peer sends
     * @param remoteSalt master salt for what the peer sends
     */
    public SrtpKeys(int profile, byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {
        this.profile = profile;
        this.localKey = Objects.requireNonNull(localKey, "localKey").clone();
        this.localSalt = Objects.requireNonNull(localSalt, "localSalt").clone();
        this.remoteKey = Objects.requireNonNull(remoteKey, "remoteKey").clone();
        this.remoteSalt = Objects.requireNonNull(remoteSalt, "remoteSalt").clone();
    }

    /** {@return the protection profile's number in IANA's registry} */
    public int profile() {
        return profile;
    }

    /** {@return a copy of the master key for what this side sends} */
    public byte[] localKey() {
        return localKey.clone();
    }

    /** {@return a copy of the master salt for what this side sends} */
    public byte[] localSalt() {
        return localSalt.clone();
    }

    /** {@return a copy of the master key for what the peer sends} */
    public byte[] remoteKey() {
        return remoteKey.clone();
    }

    /** {@return a copy of the master salt for what the peer sends} */
    public byte[] remoteSalt() {
        return remoteSalt.clone();
    }

    @Override
    public String toString() {
        return "SrtpKeys[profile=0x" + Integer.toHexString(profile) + "]";
    }
}
