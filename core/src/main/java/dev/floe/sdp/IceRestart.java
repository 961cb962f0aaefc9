package dev.floe.sdp;

import dev.floe.ice.IceCredentials;

/** Tells by its credentials whether a peer restarts ICE. */
final class IceRestart {
    private static final String RULE =
            "must change with the other one: an ICE restart has both anew (RFC 8839 section 4.4.1.1.1)";

    private IceRestart() {}

    /**
     * Returns whether {@code next} restarts what {@code former} began.
     *
     * @throws SdpException if only one of ufrag and password is new
     */
    static boolean between(IceCredentials former, IceCredentials next) {
        boolean newUfrag = !next.ufrag().equals(former.ufrag());
        boolean newPassword = !next.password().equals(former.password());
        if (newUfrag != newPassword) {
            throw new SdpException(newUfrag ? "a=ice-pwd" : "a=ice-ufrag", RULE);
        }
        return newUfrag;
    }
}
