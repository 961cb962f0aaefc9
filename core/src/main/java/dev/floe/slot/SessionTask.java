package dev.floe.slot;

/** Work to be done on a session's thread. */
@FunctionalInterface
public interface SessionTask {
    /**
     * Runs on the session's thread.
     *
     * @param now the time, in nanoseconds on {@link System#nanoTime}'s scale
     */
    void run(long now);
}
