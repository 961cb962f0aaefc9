package dev.floe.session.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A DTLS handshake, from its first datagram to its outcome. */
@Name("dev.floe.Handshake")
@Label("DTLS Handshake")
@Description("A DTLS handshake, from its first datagram to its outcome")
@Category("Floe")
@StackTrace(false)
public final class HandshakeEvent extends Event {
    @Label("Session")
    final String session;

    @Label("Outcome")
    String outcome = "";

    @Label("Version")
    String version = "";

    @Label("Cipher Suite")
    String cipherSuite = "";

    private HandshakeEvent(String session) {
        this.session = session;
    }

    /** Begins to measure one. */
    public static HandshakeEvent begun(String session) {
        HandshakeEvent event = new HandshakeEvent(session);
        event.begin();
        return event;
    }

    /** Records it. */
    public void ended(String how, String dtlsVersion, String suite) {
        outcome = how;
        version = dtlsVersion;
        cipherSuite = suite;
        commit();
    }
}
