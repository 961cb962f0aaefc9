package dev.floe.session.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** An answer to a check of this side's, which proves a path or asks for consent. */
@Name("dev.floe.ConsentRound")
@Label("Consent Round")
@Description("An answer to one of the session's own checks (RFC 7675 section 5.1), and what became of it")
@Category("Floe")
@StackTrace(false)
public final class ConsentRoundEvent extends Event {
    @Label("Session")
    final String session;

    @Label("Remote Address")
    final String remote;

    @Label("Outcome")
    final String outcome;

    @Label("Round Trip")
    @Description("0 unless the answer was accepted")
    @Timespan(Timespan.NANOSECONDS)
    final long roundTrip;

    private ConsentRoundEvent(String session, String remote, String outcome, long roundTrip) {
        this.session = session;
        this.remote = remote;
        this.outcome = outcome;
        this.roundTrip = roundTrip;
    }

    /** Returns whether anyone records these. Costs next to nothing while JFR is off. */
    public static boolean isRecorded() {
        return new ConsentRoundEvent("", "", "", 0).isEnabled();
    }

    /**
     * Records one.
     *
     * @param roundTripNanos 0 unless the answer was accepted
     */
    public static void record(String session, String remote, String outcome, long roundTripNanos) {
        new ConsentRoundEvent(session, remote, outcome, roundTripNanos).commit();
    }
}
