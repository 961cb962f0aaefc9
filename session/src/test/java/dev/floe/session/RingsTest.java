package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingsTest {
    private static final int HEADS = 4;

    @Test
    void agreeWithLists() {
        Random random = new Random(8);
        Rings rings = new Rings(HEADS);
        List<List<Integer>> model = new ArrayList<>();
        for (int head = 0; head < HEADS; head++) {
            model.add(new ArrayList<>());
        }
        for (int step = 0; step < 20_000; step++) {
            int head = random.nextInt(HEADS);
            switch (random.nextInt(4)) {
                case 0, 1 -> unlinkAny(rings, model.get(head), random);
                case 2 -> appendNext(rings, model, head);
                default -> moveAll(rings, model, head, random.nextInt(HEADS));
            }
            for (int each = 0; each < HEADS; each++) {
                assertEquals(model.get(each), read(rings, each), "step " + step);
            }
        }
    }

    private static void appendNext(Rings rings, List<List<Integer>> model, int head) {
        int next = rings.count();
        rings.grow(next + 1);
        assertFalse(rings.isLinked(next));
        rings.append(next, head);
        model.get(head).add(next);
    }

    private static void unlinkAny(Rings rings, List<Integer> ring, Random random) {
        if (!ring.isEmpty()) {
            int gone = ring.remove(random.nextInt(ring.size()));
            rings.unlink(gone);
            assertFalse(rings.isLinked(gone));
        }
    }

    private static void moveAll(Rings rings, List<List<Integer>> model, int from, int to) {
        if (from != to) {
            rings.move(from, to);
            model.get(to).addAll(model.get(from));
            model.get(from).clear();
        }
    }

    private static List<Integer> read(Rings rings, int head) {
        List<Integer> read = new ArrayList<>();
        for (int number = rings.after(head); number != head; number = rings.after(number)) {
            read.add(number);
        }
        assertEquals(!read.isEmpty(), rings.isLinked(head));
        return read;
    }
}
