package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation of associations can fail: each of these faults, compiled into a copy of the core, is found. */
class SctpSimulationHasTeethTest {
    private static final int SEEDS = 1_000;

    /** Faults that must be found, as edits of the sources. */
    enum SctpFault {
        TSN_COMPARED_WITHOUT_WRAPPING(new Fault.Edit("sctp/Serial", "return a - b < 0;", "return a < b;")),
        SSN_ORDER_IGNORED(new Fault.Edit(
                "sctp/Inbound",
                "reassembly = new Reassembly(maxMessageSize, this::deliver, this::order);",
                "reassembly = new Reassembly(maxMessageSize, this::deliver, this::deliver);")),
        DUPLICATES_DELIVERED(new Fault.Edit("sctp/Inbound", "if (tsns.has(tsn)) {", "if (tsn == tsns.cumulative()) {")),
        NO_RETRANSMISSION_TIMER(new Fault.Edit(
                "sctp/Outbound",
                "        if (!timing || now - timeoutAt < 0) {",
                "        if (timing || now < timeoutAt) {")),
        // One that only counted as sent would be a lost one, which the timer mends: RetransmissionTest shows that it is
        // not.
        REFUSED_PACKET_IS_FORGOTTEN(
                new Fault.Edit(
                        "sctp/Outbound",
                        "    void refused() {\n",
                        "    void refused() {\n        while (stagedCount > 0) flight.become(staged[--stagedCount], InFlight.ABANDONED);\n")),
        GIVEN_UP_AND_NOT_SKIPPED(new Fault.Edit("sctp/Abandonment", "        due |= moved;", "        due &= moved;")),
        STREAM_NOT_RESET(new Fault.Edit(
                "sctp/StreamResets", "            inbound.resetStream(stream);\n", "            // nothing\n")),
        WINDOW_NOT_GIVEN_BACK(
                new Fault.Edit("sctp/Inbound", "        unconsumed -= bytes;\n", "        unconsumed -= 0;\n")),
        PIECES_IN_ANY_ORDER(
                new Fault.Edit(
                        "sctp/Reassembly", "if (before == null || !at.continues(before)) {", "if (before == null) {"),
                new Fault.Edit(
                        "sctp/Reassembly",
                        "for (Piece at = piece; !at.begins(); from--) {",
                        "for (Piece at = piece; from == tsn && !at.begins(); from--) {"));

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<Fault.Edit> edits;

        SctpFault(Fault.Edit... edits) {
            this.edits = List.of(edits);
        }
    }

    @ParameterizedTest
    @EnumSource(SctpFault.class)
    void findsTheFaultWithinAThousandSeeds(SctpFault fault, @TempDir Path scratch, TestReporter reporter)
            throws Exception {
        try (FaultLoader loader = FaultLoader.plant(fault.edits, scratch)) {
            String found = run(loader, SEEDS);
            reporter.publishEntry(fault.name(), found.isEmpty() ? "not found" : found);
            assertNotEquals("", found, fault + " passed " + SEEDS + " seeds");
        }
    }

    @Test
    void findsNothingInACopyWithoutFaults(@TempDir Path scratch) throws Exception {
        try (FaultLoader loader = FaultLoader.plant(List.of(), scratch)) {
            assertEquals("", run(loader, 100));
        }
    }

    /** Runs seeds until one fails, and tells why; an error is a failure, too. */
    private static String run(FaultLoader loader, int seeds) throws ReflectiveOperationException {
        Class<?> simulation = loader.loadClass(SctpSimulation.class.getName());
        Constructor<?> make = simulation.getDeclaredConstructor(long.class);
        make.setAccessible(true);
        Method run = simulation.getDeclaredMethod("run");
        run.setAccessible(true);
        for (int seed = 0; seed < seeds; seed++) {
            String fault = outcome(run, make.newInstance((long) seed));
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        return "";
    }

    private static String outcome(Method run, Object simulation) throws IllegalAccessException {
        try {
            return (String) run.invoke(simulation);
        } catch (InvocationTargetException thrown) {
            return String.valueOf(thrown.getCause());
        }
    }
}
