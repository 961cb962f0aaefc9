package dev.floe.session.dtls;

/** Lets tests of other packages know what must not be seen. */
public final class PrivateKeys {
    private PrivateKeys() {}

    /** Returns the secret number of an identity's key. */
    public static byte[] of(DtlsIdentity identity) {
        return identity.privateKey().getD().toByteArray();
    }
}
