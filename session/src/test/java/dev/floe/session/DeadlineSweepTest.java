package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineSweepTest {
    private static final long MILLI = 1_000_000;
    private static final long GRAIN = DeadlineSweep.GRAIN;

    /** A clock that moves from wake-up to wake-up. */
    private static final class Rig implements DeadlineSweep.Alarm {
        final long origin;
        final DeadlineSweep sweep;
        long now;
        long alarmAt;
        boolean alarmSet;
        int wakeUps;

        Rig(long origin) {
            this.origin = origin;
            this.now = origin;
            this.sweep = new DeadlineSweep(origin, this);
        }

        @Override
        public void set(long delayNanos) {
            assertTrue(delayNanos >= 0, "an alarm in the past");
            alarmAt = now + delayNanos;
            alarmSet = true;
        }

        @Override
        public void clear() {
            alarmSet = false;
        }

        void run(long nanos) {
            long until = now + nanos;
            while (alarmSet && alarmAt - until <= 0) {
                now = alarmAt;
                alarmSet = false;
                wakeUps++;
                sweep.sweep(now);
            }
            now = until;
        }

        Probe probe() {
            return new Probe(this);
        }
    }

    private static final class Probe extends DeadlineSweep.Task {
        final Rig rig;
        final List<Long> fired = new ArrayList<>();
        Runnable then = () -> {};

        Probe(Rig rig) {
            this.rig = rig;
        }

        Probe in(long delayNanos) {
            rig.sweep.schedule(this, rig.now, delayNanos);
            return this;
        }

        @Override
        void onDue() {
            fired.add(rig.now - rig.origin);
            then.run();
        }
    }

    private static Rig rig() {
        return new Rig(ThreadLocalRandom.current().nextLong());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, GRAIN - 1, GRAIN, GRAIN + 1, 1_000 * MILLI, 5_119 * MILLI, 5_121 * MILLI, 30_000 * MILLI})
    void firesOnceNeverEarlyAndAtMostAGrainLate(long delay) {
        Rig rig = rig();
        Probe probe = rig.probe().in(delay);
        rig.run(delay - 1);
        assertEquals(List.of(), probe.fired);
        rig.run(60_000 * MILLI);
        assertEquals(1, probe.fired.size());
        long late = probe.fired.get(0) - delay;
        assertTrue(late >= 0 && late < GRAIN, "late by " + late);
    }

    @Test
    void sweepsWhatIsDueInTheSameGrainWithOneWakeUp() {
        Rig rig = rig();
        List<Probe> probes = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            probes.add(rig.probe().in(990 * MILLI + i * 10_000L));
        }
        rig.run(2_000 * MILLI);
        assertEquals(1, rig.wakeUps);
        assertTrue(probes.stream().allMatch(probe -> probe.fired.size() == 1));
    }

    @Test
    void setsNoAlarmWhileNothingIsScheduled() {
        Rig rig = rig();
        assertFalse(rig.alarmSet);
        Probe probe = rig.probe().in(20 * MILLI);
        assertTrue(rig.alarmSet);
        rig.run(30 * MILLI);
        assertEquals(1, probe.fired.size());
        assertFalse(rig.alarmSet);
        assertEquals(0, rig.sweep.size());
    }

    @Test
    void clearsTheAlarmWhenTheLastDeadlineIsCancelled() {
        Rig rig = rig();
        Probe first = rig.probe().in(20 * MILLI);
        Probe second = rig.probe().in(40 * MILLI);
        rig.sweep.cancel(first);
        assertTrue(rig.alarmSet);
        rig.sweep.cancel(second);
        rig.sweep.cancel(second);
        assertFalse(rig.alarmSet);
        assertEquals(0, rig.sweep.size());
    }

    @Test
    void takesAnEndlessDelayForACancellation() {
        Rig rig = rig();
        Probe probe = rig.probe().in(20 * MILLI).in(Long.MAX_VALUE);
        assertFalse(rig.alarmSet);
        rig.run(60_000 * MILLI);
        assertEquals(List.of(), probe.fired);
    }

    @Test
    void wakesUpSoonerForAnEarlierDeadline() {
        Rig rig = rig();
        Probe late = rig.probe().in(1_000 * MILLI);
        Probe soon = rig.probe().in(100 * MILLI);
        rig.run(200 * MILLI);
        assertEquals(List.of(100 * MILLI), soon.fired);
        late.in(50 * MILLI);
        rig.run(100 * MILLI);
        assertEquals(List.of(250 * MILLI), late.fired);
    }

    @Test
    void carriesADeadlineThatMovedToALaterTime() {
        Rig rig = rig();
        Probe probe = rig.probe();
        for (int i = 0; i < 100; i++) {
            probe.in(200 * MILLI);
            rig.run(50 * MILLI);
        }
        assertEquals(List.of(), probe.fired);
        rig.run(150 * MILLI);
        assertEquals(List.of(5_150 * MILLI), probe.fired);
        assertTrue(rig.wakeUps < 40, "woke up " + rig.wakeUps + " times");
    }

    @Test
    void keepsTimeAfterALongIdleSpell() {
        Rig rig = rig();
        rig.run(3_600_000 * MILLI);
        Probe probe = rig.probe().in(1_000 * MILLI);
        rig.run(1_000 * MILLI);
        assertEquals(1, probe.fired.size());
        assertEquals(1, rig.wakeUps);
    }

    @Test
    void catchesUpAfterTheLoopWasBlockedForLong() {
        Rig rig = rig();
        Probe first = rig.probe().in(10 * MILLI);
        Probe last = rig.probe().in(5_000 * MILLI);
        rig.now += 60_000 * MILLI;
        rig.run(0);
        assertEquals(1, first.fired.size());
        assertEquals(1, last.fired.size());
        assertEquals(0, rig.sweep.size());
    }

    @Test
    void letsTasksScheduleThemselvesAndCancelOthers() {
        Rig rig = rig();
        Probe victim = rig.probe();
        Probe ticking = rig.probe();
        ticking.then = () -> {
            rig.sweep.cancel(victim);
            ticking.in(10 * MILLI);
        };
        ticking.in(10 * MILLI);
        victim.in(10 * MILLI);
        rig.run(100 * MILLI);
        assertEquals(List.of(), victim.fired);
        assertEquals(10, ticking.fired.size());
        assertEquals(1, rig.sweep.size());
    }

    /** A number is free again after the end of who had it, however that came. */
    @Test
    void growsWithTheTasksThatThereAreAndNotWithThoseThatThereWere() {
        Rig rig = rig();
        rig.probe().in(10_000 * MILLI);
        int room = rig.sweep.room();
        for (int i = 0; i < 400; i++) {
            rig.probe().in(10 * MILLI);
            Probe cancelled = rig.probe().in(10 * MILLI);
            Probe broken = rig.probe().in(10 * MILLI);
            Probe cancelling = rig.probe().in(10 * MILLI);
            cancelling.then = () -> rig.sweep.cancel(cancelling);
            broken.then = () -> {
                throw new IllegalStateException("planted");
            };
            rig.sweep.cancel(cancelled);
            assertThrows(IllegalStateException.class, () -> rig.run(10 * MILLI));
            rig.run(10 * MILLI);
        }
        assertEquals(1, rig.sweep.size());
        assertEquals(room, rig.sweep.room());
    }

    @Test
    void growsWhileATaskRuns() {
        Rig rig = rig();
        List<Probe> others = new ArrayList<>();
        Probe busy = rig.probe().in(10 * MILLI);
        busy.then = () -> {
            for (int i = 0; i < 1000; i++) {
                others.add(rig.probe().in(20 * MILLI));
            }
        };
        Probe beside = rig.probe().in(10 * MILLI);
        rig.run(100 * MILLI);
        assertEquals(1, beside.fired.size());
        assertTrue(others.stream().allMatch(probe -> probe.fired.size() == 1));
        assertEquals(0, rig.sweep.size());
    }

    /** What cancels itself gives its number away, here to what it schedules next, and gets another one. */
    @Test
    void aTaskMayCancelScheduleAnotherAndComeBack() {
        Rig rig = rig();
        Probe other = rig.probe();
        Probe task = rig.probe().in(10 * MILLI);
        task.then = () -> {
            rig.sweep.cancel(task);
            other.in(10 * MILLI);
            task.in(20 * MILLI);
            task.then = () -> {};
        };
        rig.run(100 * MILLI);
        assertEquals(2, task.fired.size());
        assertEquals(1, other.fired.size());
        assertEquals(0, rig.sweep.size());
    }

    @Test
    void goesOnAfterATaskThrew() {
        Rig rig = rig();
        Probe broken = rig.probe().in(10 * MILLI);
        Probe sound = rig.probe().in(10 * MILLI);
        broken.then = () -> {
            throw new IllegalStateException("planted");
        };
        assertThrows(IllegalStateException.class, () -> rig.run(10 * MILLI));
        rig.run(10 * MILLI);
        assertEquals(1, sound.fired.size());
        broken.then = () -> {};
        broken.in(10 * MILLI);
        rig.run(20 * MILLI);
        assertEquals(2, broken.fired.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 15_000 * MILLI, Long.MAX_VALUE, Long.MIN_VALUE, -3, 0})
    void agreesWithAPlainListOfDeadlinesAcrossAWrapOfTheClock(long origin) {
        Rig rig = new Rig(origin);
        Random random = new Random(origin);
        List<Probe> probes = new ArrayList<>();
        List<Long> wanted = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            probes.add(rig.probe());
            wanted.add(-1L);
        }
        for (int step = 0; step < 20_000; step++) {
            int which = random.nextInt(probes.size());
            long delay = random.nextInt(10) == 0 ? 10_000 * MILLI : random.nextInt(2_000) * MILLI / 3;
            settle(probes, wanted, rig);
            if (random.nextInt(5) == 0) {
                rig.sweep.cancel(probes.get(which));
                wanted.set(which, -1L);
            } else {
                probes.get(which).in(delay);
                wanted.set(which, rig.now - origin + delay);
            }
            rig.run(random.nextInt(3 * (int) MILLI));
        }
        rig.run(20_000 * MILLI);
        settle(probes, wanted, rig);
        assertTrue(wanted.stream().allMatch(at -> at == -1));
        assertEquals(0, rig.sweep.size());
    }

    /** Each task has fired once if its deadline is a grain ago, and not if it is still to come. */
    private static void settle(List<Probe> probes, List<Long> wanted, Rig rig) {
        for (int i = 0; i < probes.size(); i++) {
            List<Long> fired = probes.get(i).fired;
            if (!fired.isEmpty()) {
                long late = fired.get(0) - wanted.get(i);
                assertTrue(fired.size() == 1 && wanted.get(i) >= 0 && late >= 0 && late < GRAIN, "late by " + late);
                fired.clear();
                wanted.set(i, -1L);
            } else if (wanted.get(i) >= 0) {
                assertTrue(rig.now - rig.origin - wanted.get(i) < GRAIN, "overdue");
            }
        }
    }
}
