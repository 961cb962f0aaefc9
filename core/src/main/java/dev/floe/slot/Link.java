package dev.floe.slot;

/** A slot's way back to its session. */
public interface Link {
    /**
     * Runs a task on the session's thread. The one method that any thread may call. A task given after the session's
     * end does not run.
     *
     * @param task what to do
     */
    void execute(SessionTask task);
}
