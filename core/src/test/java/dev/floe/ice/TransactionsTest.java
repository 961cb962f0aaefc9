package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private static final Generation GENERATION = new Generation(0, AgentRig.LOCAL, Optional.of(AgentRig.REMOTE));

    /** One of the model's transactions. */
    private record Entry(long at, int high, long low, Path path) {}

    @Tag("C8")
    @Tag("C9")
    @Test
    void agreesWithANaiveModel() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Transactions transactions = new Transactions();
            List<Entry> model = new ArrayList<>();
            long now = random.nextBoolean() ? Long.MAX_VALUE - 500 : random.nextLong();
            for (int i = 0; i < 500; i++) {
                now += 1 + random.nextInt(5);
                step(random, now, transactions, model);
                assertEquals(model.size(), transactions.size(), "seed " + seed + ", step " + i);
                lookUp(random, transactions, model);
            }
        }
    }

    private static void step(Random random, long now, Transactions transactions, List<Entry> model) {
        int kind = random.nextInt(10);
        if (kind < 7) {
            Entry entry = new Entry(now, random.nextInt(), random.nextLong(), path(now));
            model.add(entry);
            assertEquals(model.size() > 64, transactions.add(now, entry.high(), entry.low(), entry.path()));
            if (model.size() > 64) {
                model.remove(0);
            }
        } else if (kind == 7 && !model.isEmpty()) {
            Entry gone = model.remove(random.nextInt(model.size()));
            transactions.remove(transactions.find(gone.high(), gone.low()));
            assertEquals(-1, transactions.find(gone.high(), gone.low()));
        } else if (kind == 8) {
            int age = random.nextInt(400);
            long limit = now;
            int before = model.size();
            model.removeIf(entry -> limit - entry.at() >= age);
            assertEquals(before - model.size(), transactions.expire(now, age));
        } else if (random.nextInt(50) == 0) {
            transactions.clear();
            model.clear();
        }
    }

    private static void lookUp(Random random, Transactions transactions, List<Entry> model) {
        assertEquals(-1, transactions.find(random.nextInt(), random.nextLong()));
        if (!model.isEmpty()) {
            Entry entry = model.get(random.nextInt(model.size()));
            int slot = transactions.find(entry.high(), entry.low());
            assertSame(entry.path(), transactions.path(slot));
            assertEquals(entry.at(), transactions.sentAt(slot));
            assertEquals(-1, transactions.find(entry.high() + 1, entry.low()), "all 96 bits count");
        }
    }

    private static Path path(long now) {
        return new Path(now, Addresses.PEER, GENERATION);
    }

    @Test
    void anEmptySlotHasNoPath() {
        Transactions transactions = new Transactions();
        transactions.add(0, 1, 2, path(0));
        transactions.remove(0);

        assertThrows(IllegalStateException.class, () -> transactions.path(0));
    }

    @Test
    void takesTheLowestFreeSlot() {
        Transactions transactions = new Transactions();
        for (int i = 0; i < 5; i++) {
            transactions.add(i, i, i, path(0));
        }
        transactions.remove(transactions.find(1, 1));
        transactions.add(5, 9, 9, path(0));

        assertEquals(1, transactions.find(9, 9));
    }
}
