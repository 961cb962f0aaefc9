package dev.floe.session.dtls;

import dev.floe.slot.SrtpKeys;
import java.util.Optional;

/** What a handshake has agreed on. */
record Secured(int cipherSuite, Optional<SrtpKeys> keys) {
    /** The one version that is spoken. */
    static final String VERSION = "DTLS 1.2";
}
