package dev.floe.session.dtls;

import org.bouncycastle.tls.TlsPeer;

/** Our side of one handshake, in either role. */
interface Peer extends TlsPeer {
    /**
     * BouncyCastle waits a second before it sends a flight again, and doubles it; browsers begin at 50 ms. RFC 6347
     * section 4.2.4.1 permits less for time-sensitive use.
     */
    int RESEND_MILLIS = 300;

    /** What was agreed on. Only after the handshake. */
    Secured secured();
}
