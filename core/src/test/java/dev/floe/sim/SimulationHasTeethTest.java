package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation can fail: each of these faults, compiled into a copy of the core, is found. */
class SimulationHasTeethTest {
    private static final int SEEDS = 1_000;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void findsTheFaultWithinAThousandSeeds(Fault fault, @TempDir Path scratch, TestReporter reporter) throws Exception {
        try (FaultLoader loader = FaultLoader.plant(fault.edits(), scratch)) {
            Optional<String> found = run(loader, SEEDS);
            reporter.publishEntry(fault.name(), found.orElse("not found"));

            assertTrue(found.isPresent(), fault + " passed " + SEEDS + " seeds");
        }
    }

    @Test
    void findsNothingInACopyWithoutFaults(@TempDir Path scratch) throws Exception {
        try (FaultLoader loader = FaultLoader.plant(List.of(), scratch)) {
            assertEquals(Optional.empty(), run(loader, 100));
        }
    }

    /** Runs seeds until one fails, and tells which and why. */
    private static Optional<String> run(FaultLoader loader, int seeds) throws ReflectiveOperationException {
        Class<?> simulation = loader.loadClass(Simulation.class.getName());
        assertNotSame(Simulation.class, simulation);
        Constructor<?> make = simulation.getDeclaredConstructor(long.class, Duration.class);
        make.setAccessible(true);
        Method run = simulation.getDeclaredMethod("run");
        run.setAccessible(true);
        for (int seed = 0; seed < seeds; seed++) {
            try {
                run.invoke(make.newInstance((long) seed, Duration.ofMinutes(2)));
            } catch (InvocationTargetException found) {
                assertInstanceOf(AssertionError.class, found.getCause());
                return Optional.of("seed " + seed + ": " + found.getCause().getMessage());
            }
        }
        return Optional.empty();
    }
}
