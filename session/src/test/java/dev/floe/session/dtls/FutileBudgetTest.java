package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FutileBudgetTest {
    private static final long BURST = FutileBudget.BURST_NANOS;
    private static final long STEP = 1000;

    @ParameterizedTest
    @ValueSource(longs = {0, 12_345, -7, Long.MAX_VALUE - 5, Long.MIN_VALUE})
    void lastsForItsBurstAndComesBackAsTimeGoesBy(long origin) {
        FutileBudget budget = new FutileBudget(origin);
        for (long spent = 0; spent < BURST; spent += STEP) {
            assertFalse(budget.isSpent(origin));
            budget.spend(origin, STEP);
        }
        assertTrue(budget.isSpent(origin));
        assertFalse(budget.isSpent(origin + 1));
        budget.spend(origin + 1, STEP);
        assertTrue(budget.isSpent(origin + FutileBudget.SHARE * STEP));
        assertFalse(budget.isSpent(origin + FutileBudget.SHARE * STEP + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void doesNotPayForAPauseOfTheProcess(long origin) {
        FutileBudget budget = new FutileBudget(origin);
        budget.spend(origin, 50 * BURST);
        assertFalse(budget.isSpent(origin));
    }
}
