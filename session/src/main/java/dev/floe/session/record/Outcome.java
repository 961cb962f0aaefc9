package dev.floe.session.record;

import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import java.util.StringJoiner;

/** What became of a received STUN message, read off the counters that it has moved. */
public final class Outcome {
    /** A fresh, valid check. */
    public static final String CHECK = "accepted as a check";
    /** A valid answer to a check of ours. */
    public static final String ANSWER = "accepted as an answer";

    private static final DropReason[] REASONS = DropReason.values();

    private Outcome() {}

    /** Returns in words what happened between two moments. */
    public static String between(Counters before, Counters after) {
        StringJoiner words = new StringJoiner(", ");
        if (after.checksIn > before.checksIn) {
            words.add(CHECK);
        }
        if (after.responsesIn > before.responsesIn) {
            words.add(ANSWER);
        }
        for (DropReason reason : REASONS) {
            if (after.dropped(reason) > before.dropped(reason)) {
                words.add("dropped as " + reason);
            }
        }
        if (after.errorsOut > before.errorsOut) {
            words.add("refused");
        }
        if (after.repliesWithheld > before.repliesWithheld) {
            words.add("reply withheld");
        }
        return words.toString();
    }
}
