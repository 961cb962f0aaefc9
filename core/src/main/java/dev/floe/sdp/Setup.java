package dev.floe.sdp;

import dev.floe.slot.DtlsRole;
import java.util.Locale;
import java.util.Optional;

/** What a description says about who opens the DTLS handshake (RFC 4145 section 4, RFC 8842 section 5). */
public enum Setup {
    /** The offerer does either: the answer settles it. */
    ACTPASS,
    /** Who wrote it sends the ClientHello. */
    ACTIVE,
    /** Who wrote it waits for the ClientHello. */
    PASSIVE;

    /**
     * Returns the other side's role; {@code wish} counts where the choice is left to it, and without one it is the
     * server.
     */
    DtlsRole answerRole(Optional<DtlsRole> wish) {
        return switch (this) {
            case ACTPASS -> wish.orElse(DtlsRole.SERVER);
            case ACTIVE -> DtlsRole.SERVER;
            case PASSIVE -> DtlsRole.CLIENT;
        };
    }

    /** Returns what a side of that role writes once the role is settled. */
    static Setup of(DtlsRole role) {
        return role == DtlsRole.CLIENT ? ACTIVE : PASSIVE;
    }

    /** Returns the whole line. */
    String line() {
        return "a=setup:" + name().toLowerCase(Locale.ROOT);
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
