package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing has found stays found: the checked-in inputs, and some thousands that are drawn from them. */
class FuzzTest {
    private static final long SEED = Long.getLong("floe.fuzz.seed", 1);
    private static final int TIMES = Integer.getInteger("floe.fuzz.times", 1);

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void findsNothing(FuzzTarget target) {
        assertEquals(Optional.empty(), target.run(target.draws() * TIMES, SEED));
    }
}
