package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two associations on a bad path, many times over. A failing seed is run alone with {@code -Dfloe.sctp.seed=…}. */
class SctpSimulationTest {
    private static final long RUNS = Long.getLong("floe.sctp.runs", 2_000);

    @Test
    void whatIsSentArrivesAsItWasPromised() {
        Long alone = Long.getLong("floe.sctp.seed");
        LongStream seeds = alone == null ? LongStream.range(0, RUNS) : LongStream.of(alone);
        String fault = seeds.mapToObj(seed -> new SctpSimulation(seed).run())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
        assertEquals("", fault);
    }
}
