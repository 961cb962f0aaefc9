package dev.floe.fuzz;

import dev.floe.sim.Fault.Edit;
import java.util.List;

/** Faults that fuzzing must find, as edits of the sources, and by which target. */
enum FuzzFault {
    HMAC_ON_19_BYTES(
            FuzzTarget.STUN,
            new Edit(
                    "stun/StunCrypto",
                    "computed.getInt(16) ^ received.getInt(at + 16)",
                    "(computed.getInt(16) ^ received.getInt(at + 16)) & ~255")),
    HMAC_ON_19_BYTES_IN_THE_AGENT(
            FuzzTarget.AGENT,
            new Edit(
                    "stun/StunCrypto",
                    "computed.getInt(16) ^ received.getInt(at + 16)",
                    "(computed.getInt(16) ^ received.getInt(at + 16)) & ~255")),
    LAST_LENGTH_UNCHECKED(
            FuzzTarget.STUN, new Edit("stun/StunMessage", "if (next > length) {", "if (valueAt > length) {")),
    TSN_WITHOUT_WRAPPING(FuzzTarget.SCTP_PAIR, new Edit("sctp/Serial", "return a - b < 0;", "return a < b;")),
    TSN_WITHOUT_WRAPPING_UNSIGNED(
            FuzzTarget.SCTP_PAIR,
            new Edit("sctp/Serial", "return a - b < 0;", "return Integer.compareUnsigned(a, b) < 0;")),
    REFUSAL_LONGER_THAN_THE_REQUEST(
            FuzzTarget.ENGINE,
            new Edit(
                    "ice/Replies",
                    "            counters.repliesWithheld++;\n            return;\n        }\n        strangers.take();",
                    "            counters.errorsOut += 0;\n        }\n        strangers.take();"));

    private final FuzzTarget target;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Edit> edits;

    FuzzFault(FuzzTarget target, Edit... edits) {
        this.target = target;
        this.edits = List.of(edits);
    }

    FuzzTarget target() {
        return target;
    }

    List<Edit> edits() {
        return edits;
    }
}
