package dev.floe.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which half of an exchange a description is, and what that changes about reading it (RFC 3264). */
enum SdpType {
    /** Proposes. */
    OFFER,
    /** Settles what an offer proposed. */
    ANSWER;

    /** Returns the name that browsers use, as in {@code "offer"}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the value of {@code a=setup}: an offer may leave it out, an answer must choose (RFC 8842 section 5.3). */
    Setup readSetup(Optional<String> value) {
        Optional<Setup> setup = value.map(Setup::parse);
        if (this == OFFER) {
            return setup.orElse(Setup.ACTPASS);
        }
        return setup.filter(chosen -> chosen != Setup.ACTPASS)
                .orElseThrow(() ->
                        new SdpException("a=setup", "must be active or passive in an answer (RFC 8842 section 5.3)"));
    }

    /**
     * Whether {@code a=bundle-only} saves a section of port 0. In an answer port 0 always rejects (RFC 9143 section 6).
     */
    boolean knowsBundleOnly() {
        return this == OFFER;
    }
}
