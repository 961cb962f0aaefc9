package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {
    private static final long SECOND = 1_000_000_000L;

    @Tag("I28")
    @Test
    void theCheckBudgetAgreesWithANaiveModel() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            CheckBudget budget = new CheckBudget();
            List<Long> taken = new ArrayList<>();
            long now = Long.MAX_VALUE - random.nextInt(1_000_000_000);
            for (int i = 0; i < 500; i++) {
                now += random.nextInt(100_000_000);
                long limit = now;
                boolean free = taken.stream().filter(at -> limit - at < SECOND).count() < 20;
                assertEquals(free, budget.untilNext(now) == 0, "seed " + seed + ", step " + i);
                assertEquals(free, budget.take(now), "seed " + seed + ", step " + i);
                if (free) {
                    taken.add(now);
                }
            }
        }
    }

    @Test
    void theCheckBudgetTellsToTheNanosecondWhenItHasOneAgain() {
        CheckBudget budget = new CheckBudget();
        for (int i = 0; i < 20; i++) {
            assertTrue(budget.take(i));
        }

        assertEquals(SECOND - 19, budget.untilNext(19));
        assertFalse(budget.take(SECOND - 1));
        assertTrue(budget.take(SECOND));
        assertFalse(budget.take(SECOND));
    }

    @Tag("S7")
    @Test
    void theReplyBudgetAgreesWithANaiveModel() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int perSecond = 1 + random.nextInt(50);
            int burst = 1 + random.nextInt(40);
            long cost = SECOND / perSecond;
            long now = Long.MAX_VALUE - random.nextInt(1_000_000_000);
            ReplyBudget budget = new ReplyBudget(now, perSecond, burst);
            long credit = burst * cost;
            for (int i = 0; i < 500; i++) {
                long passed = random.nextInt(4) == 0 ? random.nextInt(1_000_000_000) : random.nextInt(1_000_000);
                now += passed;
                credit = Math.min(burst * cost, credit + passed);
                assertEquals(credit >= cost, budget.available(now), "seed " + seed + ", step " + i);
                if (credit >= cost) {
                    budget.take();
                    credit -= cost;
                }
            }
        }
    }

    @Test
    void theReplyBudgetIgnoresTimeThatGoesBack() {
        ReplyBudget budget = new ReplyBudget(1_000, 1, 1);
        assertTrue(budget.available(1_000));
        budget.take();

        assertFalse(budget.available(0));
        assertFalse(budget.available(1_000));
        assertTrue(budget.available(1_000 + SECOND));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 5"})
    void theReplyBudgetRefusesToBeNothing(int perSecond, int burst) {
        assertThrows(IllegalArgumentException.class, () -> new ReplyBudget(0, perSecond, burst));
    }
}
