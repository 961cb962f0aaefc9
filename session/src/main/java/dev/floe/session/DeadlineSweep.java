package dev.floe.session;

/**
 * The deadlines of all sessions of one event loop: a hashed timing wheel that is swept at a grain of 10 ms by one
 * alarm, which is set only while there is a deadline. Deadlines come up to a grain late and never early.
 *
 * <p>A deadline that moves to a later time stays in its slot and is carried on when that slot is swept, so that the
 * usual update is two field writes; one beyond the wheel's 5 s is carried on likewise. Nothing is allocated. One
 * thread; time is on {@link System#nanoTime}'s scale and may wrap.
 */
final class DeadlineSweep {
    static final long GRAIN = 10_000_000;
    static final int SLOTS = 512;

    private static final long FARTHEST = 1L << 60;

    /** What wakes the sweep. */
    interface Alarm {
        /** Calls {@link DeadlineSweep#sweep} once, after this many nanoseconds; replaces what was set before. */
        void set(long delayNanos);

        /** Forgets what was set. */
        void clear();
    }

    /** Something with a deadline; a link of its slot's ring. */
    abstract static class Task extends Link {
        private long dueAt;
        private long tick;

        /** The deadline has passed; it is not scheduled any more. */
        abstract void onDue();
    }

    /** A link of a doubly linked ring, and by itself the head of an empty one. */
    private static class Link {
        private Link before = this;
        private Link after = this;

        final boolean isLinked() {
            return after != this;
        }

        final void insertBefore(Link other) {
            before = other.before;
            after = other;
            before.after = this;
            other.before = this;
        }

        final void unlink() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    private final long origin;
    private final Alarm alarm;
    private final Link[] wheel = new Link[SLOTS];
    private final Link due = new Link();
    /** The latest tick that was swept; tasks sit in slots of {@code swept + 1} to {@code swept + SLOTS}. */
    private long swept;

    private long alarmTick = Long.MAX_VALUE;
    private int scheduled;
    private boolean sweeping;

    DeadlineSweep(long now, Alarm alarm) {
        this.origin = now;
        this.alarm = alarm;
        for (int i = 0; i < SLOTS; i++) {
            wheel[i] = new Link();
        }
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
        if (task.isLinked()) {
            if (wanted >= task.tick) {
                return;
            }
            task.unlink();
            scheduled--;
        }
        if (scheduled == 0 && !sweeping) {
            swept = Math.max(swept, tickBefore(now));
        }
        place(task, wanted);
        setAlarm(now, task.tick);
    }

    /** Forgets a task's deadline, if it has one. */
    void cancel(Task task) {
        if (task.isLinked()) {
            task.unlink();
            scheduled--;
            if (scheduled == 0) {
                clearAlarm();
            }
        }
    }

    /** Runs what is due. Called by the alarm; calling it early or late is harmless. */
    void sweep(long now) {
        alarmTick = Long.MAX_VALUE;
        sweeping = true;
        long last = tickBefore(now);
        for (long tick = swept + 1; tick <= Math.min(last, swept + SLOTS); tick++) {
            takeSlot(wheel[slot(tick)]);
        }
        swept = Math.max(swept, last);
        try {
            runDue(now);
        } finally {
            sweeping = false;
            // Something is left in the ring of due tasks only if one threw.
            if (scheduled > 0) {
                setAlarm(now, due.isLinked() ? swept : nextOccupied());
            }
        }
    }

    /** Returns how many tasks have a deadline. */
    int size() {
        return scheduled;
    }

    private void takeSlot(Link head) {
        while (head.isLinked()) {
            Link first = head.after;
            first.unlink();
            first.insertBefore(due);
        }
    }

    /** What runs may schedule and cancel any task, those that wait here too. */
    private void runDue(long now) {
        while (due.isLinked()) {
            Task task = (Task) due.after;
            task.unlink();
            scheduled--;
            if (task.dueAt - now > 0) {
                place(task, tickAfter(task.dueAt));
            } else {
                task.onDue();
            }
        }
    }

    private void place(Task task, long wanted) {
        task.tick = Math.min(Math.max(wanted, swept + 1), swept + SLOTS);
        task.insertBefore(wheel[slot(task.tick)]);
        scheduled++;
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
        while (!wheel[slot(tick)].isLinked()) {
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
