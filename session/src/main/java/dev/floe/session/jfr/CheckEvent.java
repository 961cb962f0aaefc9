package dev.floe.session.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A STUN request or indication of the peer's, or of a stranger's. */
@Name("dev.floe.Check")
@Label("Check")
@Description("A connectivity check that came (RFC 8445 section 7.3), and what became of it")
@Category("Floe")
@StackTrace(false)
public final class CheckEvent extends Event {
    @Label("Session")
    final String session;

    @Label("Remote Address")
    final String remote;

    @Label("Outcome")
    final String outcome;

    private CheckEvent(String session, String remote, String outcome) {
        this.session = session;
        this.remote = remote;
        this.outcome = outcome;
    }

    /** Returns whether anyone records these. Costs next to nothing while JFR is off. */
    public static boolean isRecorded() {
        return new CheckEvent("", "", "").isEnabled();
    }

    /** Records one. */
    public static void record(String session, String remote, String outcome) {
        new CheckEvent(session, remote, outcome).commit();
    }
}
