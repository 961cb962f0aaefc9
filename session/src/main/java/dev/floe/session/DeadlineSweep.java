package dev.floe.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of all sessions of one event loop: a hashed timing wheel that is swept at a grain of 10 ms by one
 * alarm, which is set only while there is a deadline. Deadlines come up to a grain late and never early.
 *
 * <p>A deadline that moves to a later time stays in its slot and is carried on when that slot is swept, so that the
 * usual update is one field write; one beyond the wheel's 5 s is carried on likewise. Nothing is allocated, but where
 * there are more tasks than ever before. One thread; time is on {@link System#nanoTime}'s scale and may wrap.
 */
final class DeadlineSweep {
    static final long GRAIN = 10_000_000;
    static final int SLOTS = 512;

    private static final long FARTHEST = 1L << 60;
    private static final long UNSCHEDULED = Long.MAX_VALUE;

    private static final int DUE = SLOTS;
    private static final int FREE = SLOTS + 1;
    private static final int HEADS = SLOTS + 2;
    private static final int NONE = -1;

    /** What wakes the sweep. */
    interface Alarm {
        /** Calls {@link DeadlineSweep#sweep} once, after this many nanoseconds; replaces what was set before. */
        void set(long delayNanos);

        /** Forgets what was set. */
        void clear();
    }

    /** Something with a deadline. */
    abstract static class Task {
        /** Its number while it has a deadline, and while it runs. */
        private int number = NONE;

        private long dueAt;
        /** Which slot it waits in; {@link #UNSCHEDULED} while in none. */
        private long tick = UNSCHEDULED;

        /** The deadline has passed; it is not scheduled any more. */
        abstract void onDue();
    }

    private final long origin;
    private final Alarm alarm;
    /** A ring for each slot, one for what is due, one for free numbers; the numbers of tasks come behind those heads. */
    private final Rings rings = new Rings(HEADS);

    private @Nullable Task[] tasks = new Task[HEADS];
    /** The latest tick that was swept; tasks sit in slots of {@code swept + 1} to {@code swept + SLOTS}. */
    private long swept;

    private long alarmTick = Long.MAX_VALUE;
    private int scheduled;
    private boolean sweeping;

    DeadlineSweep(long now, Alarm alarm) {
        this.origin = now;
        this.alarm = alarm;
    }

    /**
     * Sets or replaces a task's deadline.
     *
     * @param delayNanos as a machine's {@code delayNanos} returns it: {@link Long#MAX_VALUE} for never
     */
    void schedule(Task task, long now, long delayNanos) {
        if (delayNanos == Long.MAX_VALUE) {
            cancel(task);
            return;
        }
        task.dueAt = now + Math.min(delayNanos, FARTHEST);
        long wanted = tickAfter(task.dueAt);
        if (wanted >= task.tick) {
            return;
        }
        take(task);
        if (scheduled == 0 && !sweeping) {
            swept = Math.max(swept, tickBefore(now));
        }
        place(task, wanted);
        setAlarm(now, task.tick);
    }

    /** Forgets a task's deadline, if it has one. */
    void cancel(Task task) {
        if (task.number == NONE) {
            return;
        }
        take(task);
        release(task);
        if (scheduled == 0) {
            clearAlarm();
        }
    }

    /** Runs what is due. Called by the alarm; calling it early or late is harmless. */
    void sweep(long now) {
        alarmTick = Long.MAX_VALUE;
        sweeping = true;
        long last = tickBefore(now);
        for (long tick = swept + 1; tick <= Math.min(last, swept + SLOTS); tick++) {
            rings.move(slot(tick), DUE);
        }
        swept = Math.max(swept, last);
        try {
            runDue(now);
        } finally {
            sweeping = false;
            // Something is left in the ring of due tasks only if one threw.
            if (scheduled > 0) {
                setAlarm(now, rings.isLinked(DUE) ? swept : nextOccupied());
            }
        }
    }

    /** Returns how many tasks have a deadline. */
    int size() {
        return scheduled;
    }

    /** Returns for how many tasks there is room before it grows. */
    int room() {
        return rings.count() - HEADS;
    }

    /** What runs may schedule and cancel any task, those that wait here too. */
    private void runDue(long now) {
        while (rings.isLinked(DUE)) {
            Task task = task(rings.after(DUE));
            take(task);
            if (task.dueAt - now > 0) {
                place(task, tickAfter(task.dueAt));
            } else {
                run(task);
            }
        }
    }

    /** Nearly every task has another deadline afterwards: it keeps its number until then. */
    private void run(Task task) {
        try {
            task.onDue();
        } finally {
            if (task.tick == UNSCHEDULED && task.number != NONE) {
                release(task);
            }
        }
    }

    private void place(Task task, long wanted) {
        if (task.number == NONE) {
            number(task);
        }
        task.tick = Math.min(Math.max(wanted, swept + 1), swept + SLOTS);
        rings.append(task.number, slot(task.tick));
        scheduled++;
    }

    private void take(Task task) {
        if (task.tick != UNSCHEDULED) {
            rings.unlink(task.number);
            task.tick = UNSCHEDULED;
            scheduled--;
        }
    }

    private void number(Task task) {
        if (!rings.isLinked(FREE)) {
            grow();
        }
        task.number = rings.after(FREE);
        rings.unlink(task.number);
        tasks[task.number] = task;
    }

    private void release(Task task) {
        tasks[task.number] = null;
        rings.append(task.number, FREE);
        task.number = NONE;
    }

    private void grow() {
        int before = rings.count();
        rings.grow(before + before / 2);
        tasks = Arrays.copyOf(tasks, rings.count());
        for (int number = before; number < rings.count(); number++) {
            rings.append(number, FREE);
        }
    }

    private Task task(int number) {
        Task task = tasks[number];
        if (task == null) {
            throw new IllegalStateException("nothing is scheduled under number " + number);
        }
        return task;
    }

    private void setAlarm(long now, long tick) {
        if (tick < alarmTick && !sweeping) {
            alarmTick = tick;
            alarm.set(Math.max(0, origin + tick * GRAIN - now));
        }
    }

    private void clearAlarm() {
        if (alarmTick != Long.MAX_VALUE) {
            alarmTick = Long.MAX_VALUE;
            alarm.clear();
        }
    }

    private long nextOccupied() {
        long tick = swept + 1;
        while (!rings.isLinked(slot(tick))) {
            tick++;
        }
        return tick;
    }

    private long tickBefore(long time) {
        return Math.floorDiv(time - origin, GRAIN);
    }

    private long tickAfter(long time) {
        return -Math.floorDiv(origin - time, GRAIN);
    }

    private static int slot(long tick) {
        return (int) tick & (SLOTS - 1);
    }
}
