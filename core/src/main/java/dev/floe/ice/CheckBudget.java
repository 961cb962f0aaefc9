package dev.floe.ice;

/**
 * At most 20 checks to unproven paths within any second, so that a peer which spoofs its source cannot make a session
 * flood somebody else. Allocated with its first use.
 */
final class CheckBudget {
    private static final int PER_WINDOW = 20;
    private static final long WINDOW = 1_000_000_000L;

    private long[] sentAt = new long[0];
    private int sent;

    /** Takes one check from the budget; returns false if none is left. */
    boolean take(long now) {
        if (untilNext(now) > 0) {
            return false;
        }
        if (sentAt.length == 0) {
            sentAt = new long[PER_WINDOW];
        }
        sentAt[sent++ % PER_WINDOW] = now;
        return true;
    }

    /** Returns how long until a check may be taken, 0 if at once. */
    long untilNext(long now) {
        return sent < PER_WINDOW ? 0 : Math.max(0, sentAt[sent % PER_WINDOW] + WINDOW - now);
    }
}
