package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.floe.sim.FaultLoader;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The targets can fail: each of these faults, compiled into a copy of the core, is found, even without a fuzzer's guidance. */
class FuzzHasTeethTest {
    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @EnumSource(FuzzFault.class)
    void findsTheFault(FuzzFault fault, @TempDir Path scratch, TestReporter reporter) throws Exception {
        try (FaultLoader loader = FaultLoader.plant(fault.edits(), scratch)) {
            Optional<?> finding = run(loader, fault.target(), DRAWS);
            reporter.publishEntry(
                    fault.name(),
                    finding.map(String::valueOf).orElse("not found").replaceFirst(" for .*", ""));
            assertNotEquals(Optional.empty(), finding, fault + " passed " + DRAWS + " inputs");
        }
    }

    @Test
    void findsNothingInACopyWithoutFaults(@TempDir Path scratch) throws Exception {
        try (FaultLoader loader = FaultLoader.plant(List.of(), scratch)) {
            assertEquals(Optional.empty(), run(loader, FuzzTarget.STUN, 100));
        }
    }

    private static Optional<?> run(FaultLoader loader, FuzzTarget target, int draws)
            throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(FuzzTarget.class.getName());
        assertNotEquals(FuzzTarget.class, type);
        Method run = type.getDeclaredMethod("run", int.class, long.class);
        run.setAccessible(true);
        return (Optional<?>) run.invoke(type.getEnumConstants()[target.ordinal()], draws, 1L);
    }
}
