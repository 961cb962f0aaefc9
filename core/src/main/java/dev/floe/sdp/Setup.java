package dev.floe.sdp;

import dev.floe.slot.DtlsRole;
import java.util.Optional;

/** What an offer says about who opens the DTLS handshake (RFC 4145 section 4, RFC 8842 section 5). */
public enum Setup {
    /** The offerer does either. */
    ACTPASS,
    /** The offerer sends the ClientHello. */
    ACTIVE,
    /** The offerer waits for the ClientHello. */
    PASSIVE;

    /** Returns the answerer's role; {@code wish} counts where the offer leaves the choice, and without one it is the server. */
    DtlsRole answerRole(Optional<DtlsRole> wish) {
        return switch (this) {
            case ACTPASS -> wish.orElse(DtlsRole.SERVER);
            case ACTIVE -> DtlsRole.SERVER;
            case PASSIVE -> DtlsRole.CLIENT;
        };
    }

    /** Reads the value of {@code a=setup}. */
    static Setup parse(String value) {
        return switch (value) {
            case "actpass" -> ACTPASS;
            case "active" -> ACTIVE;
            case "passive" -> PASSIVE;
            case "holdconn" -> throw new SdpException("a=setup", "must not be holdconn for DTLS (RFC 8842 section 5)");
            default -> throw new SdpException("a=setup", "must be actpass, active or passive (RFC 4145 section 4)");
        };
    }
}
