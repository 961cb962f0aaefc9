package dev.floe.fuzz;

import dev.floe.sctp.SctpLifeTarget;
import dev.floe.sctp.SctpPacketTarget;
import dev.floe.sctp.SctpPairTarget;
import java.util.Base64;
import java.util.Optional;

/** The targets of core, with the inputs that each begins with. */
enum FuzzTarget {
    STUN(StunTarget::fuzzerTestOneInput, "fuzz/stun", 20_000),
    AGENT(AgentTarget::fuzzerTestOneInput, "fuzz/agent", 2_000),
    ENGINE(EngineTarget::fuzzerTestOneInput, "fuzz/engine", 2_000),
    SDP(SdpTarget::fuzzerTestOneInput, "sdp", 1_500),
    DCEP(DcepTarget::fuzzerTestOneInput, "fuzz/dcep", 20_000),
    SCTP_PACKET(SctpPacketTarget::fuzzerTestOneInput, "fuzz/sctp-packet", 5_000),
    SCTP_LIFE(SctpLifeTarget::fuzzerTestOneInput, "fuzz/sctp-life", 6_000),
    SCTP_PAIR(SctpPairTarget::fuzzerTestOneInput, "fuzz/sctp-pair", 2_000);

    /** What a fuzzer calls; whatever it throws is a finding. */
    @FunctionalInterface
    private interface Body {
        void run(byte[] input);
    }

    @SuppressWarnings("ImmutableEnumChecker") // method references
    private final Body body;

    private final String corpus;
    /** How many drawn inputs an ordinary build can afford. */
    private final int draws;

    FuzzTarget(Body body, String corpus, int draws) {
        this.body = body;
        this.corpus = corpus;
        this.draws = draws;
    }

    int draws() {
        return draws;
    }

    /** Runs the checked-in inputs, then drawn ones; returns the first finding. */
    Optional<String> run(int drawn, long seed) {
        Corpus inputs = new Corpus(corpus, seed);
        for (byte[] input : inputs.inputs()) {
            Optional<String> finding = finding(input);
            if (finding.isPresent()) {
                return finding;
            }
        }
        for (int i = 1; i <= drawn; i++) {
            Optional<String> finding = finding(inputs.draw());
            if (finding.isPresent()) {
                return Optional.of("drawn input " + i + " of seed " + seed + ": " + finding.orElseThrow());
            }
        }
        return Optional.empty();
    }

    private Optional<String> finding(byte[] input) {
        try {
            body.run(input);
            return Optional.empty();
        } catch (Throwable thrown) {
            StackTraceElement[] trace = thrown.getStackTrace();
            String where = trace.length == 0 ? "" : " at " + trace[0];
            return Optional.of(
                    this + " " + thrown + where + " for " + Base64.getEncoder().encodeToString(input));
        }
    }
}
