package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    @Test
    void agreesWithANaiveModel() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int variety = 1 + random.nextInt(600);
            long spread = random.nextBoolean() ? 1 : random.nextLong() | 1;
            SeenIds seen = new SeenIds();
            Deque<Long> model = new ArrayDeque<>();
            for (int i = 0; i < 2_000; i++) {
                long id = random.nextInt(variety) * spread;
                assertEquals(addTo(model, id), seen.add(id), "seed " + seed + ", step " + i);
            }
        }
    }

    private static boolean addTo(Deque<Long> model, long id) {
        if (model.contains(id)) {
            return false;
        }
        model.add(id);
        if (model.size() > 256) {
            model.remove();
        }
        return true;
    }

    @Tag("S5")
    @Test
    void remembersExactly256() {
        SeenIds seen = new SeenIds();
        for (long id = 0; id < 257; id++) {
            assertEquals(true, seen.add(id));
        }

        assertEquals(false, seen.add(1), "the last 256 are known");
        assertEquals(false, seen.add(256));
        assertEquals(true, seen.add(0), "the one before is not");
    }
}
