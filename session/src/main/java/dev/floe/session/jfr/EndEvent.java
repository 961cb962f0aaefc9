package dev.floe.session.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The end of a session. */
@Name("dev.floe.End")
@Label("Session End")
@Description("A session is over")
@Category("Floe")
@StackTrace(false)
public final class EndEvent extends Event {
    @Label("Session")
    final String session;

    @Label("Reason")
    final String reason;

    @Label("Lived")
    @Timespan(Timespan.NANOSECONDS)
    final long lived;

    @Label("Details")
    final String details;

    private EndEvent(String session, String reason, long lived, String details) {
        this.session = session;
        this.reason = reason;
        this.lived = lived;
        this.details = details;
    }

    /** Returns whether anyone records these. Costs next to nothing while JFR is off. */
    public static boolean isRecorded() {
        return new EndEvent("", "", 0, "").isEnabled();
    }

    /** Records one. */
    public static void record(String session, String reason, long livedNanos, String details) {
        new EndEvent(session, reason, livedNanos, details).commit();
    }
}
