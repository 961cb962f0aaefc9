package dev.floe.sim;

import java.util.List;

/** Faults that the simulation must find, as edits of the sources. */
public enum Fault {
    GATE_OPEN_BEFORE_PROOF(new Edit(
            "ice/IceLiteAgent",
            "            selection.nominate(path);\n",
            "            selection.nominate(path);\n            output.onSelected(path.remote());\n")),
    RESPONSE_ACCEPTED_FROM_ANOTHER_ADDRESS(new Edit(
            "ice/ResponseValidator", "!transactions.path(transaction).remote().equals(source)", "source == null")),
    REPLAY_COUNTS(new Edit("ice/IceLiteAgent", "if (!fresh) {", "if (source == null) {")),
    EXPIRED_PATH_RESTARTS_THE_CLOCK(
            new Edit("ice/ConsentClock", "if (expired(now)) {", "if (times == null) {"),
            new Edit("ice/ConsentClock", "if (counts && !expired(now)) {", "if (counts) {"),
            new Edit(
                    "ice/Lifecycle",
                    "return selected.isConsenting(now) ? null : EndReason.CONSENT_EXPIRED;",
                    "return null;")),
    OLD_CREDENTIALS_DROPPED_AT_THE_FIRST_NEW_REQUEST(new Edit(
            "ice/RequestValidator",
            "            addressesPrevious = false;\n            return null;",
            "            addressesPrevious = false;\n            previous = null;\n            return null;")),
    CONSENT_A_NANOSECOND_LONGER(
            new Edit("ice/ConsentClock", "now - renewedAt >= times.expiry()", "now - renewedAt > times.expiry()"),
            new Edit(
                    "ice/ConsentClock",
                    "return renewedAt + times.expiry() - now;",
                    "return renewedAt + times.expiry() + 1 - now;")),
    GATE_TRUSTS_THE_TIMER(new Edit("engine/Gate", "!shut && agent.maySend(now) && sendTo", "!shut && sendTo")),
    ID_USED_TWICE(new Edit("ice/Checks", "long low = scratch.random.nextLong();", "long low = now >> 30;")),
    NO_BUDGET_FOR_PROVING(new Edit("ice/CheckBudget", "PER_WINDOW = 20", "PER_WINDOW = 40")),
    A_DROP_NOT_COUNTED(new Edit(
            "ice/IceLiteAgent", "            counters.drop(DropReason.MALFORMED_STUN);\n", "            // nothing\n"));

    /** Replaces a piece of a source that occurs there once. */
    public record Edit(String source, String original, String replacement) {}

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Edit> edits;

    Fault(Edit... edits) {
        this.edits = List.of(edits);
    }

    List<Edit> edits() {
        return edits;
    }
}
