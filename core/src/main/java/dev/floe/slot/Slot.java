package dev.floe.slot;

/** What every slot is told. All methods are called on the session's thread. */
public interface Slot {
    /**
     * The gate has opened: the first path was proven, or a send that was refused may be tried again now.
     *
     * @param now the time in nanoseconds
     */
    default void onWritable(long now) {}

    /**
     * Consent is lost: nothing will leave any more. {@link #onClosed} follows.
     *
     * @param now the time in nanoseconds
     */
    default void onConsentLost(long now) {}

    /**
     * The delay that {@link #delayNanos} asked for has passed. It comes early where another slot of the session has asked
     * for less, and must then do nothing.
     *
     * @param now the time in nanoseconds
     */
    default void onTimeout(long now) {}

    /**
     * {@return how long from {@code now} until {@link #onTimeout} is wanted, in nanoseconds: 0 if due,
     * {@link Long#MAX_VALUE} if nothing is scheduled} Asked again after each call to the slot, and after each task
     * that its link has executed, and only then: what changes its plans otherwise must come as a task.
     *
     * @param now the time in nanoseconds
     */
    default long delayNanos(long now) {
        return Long.MAX_VALUE;
    }

    /**
     * The session closes in order, and datagrams may still leave: a DTLS slot sends its close_notify here. Not called
     * when consent is lost. {@link #onClosed} follows.
     *
     * @param now the time in nanoseconds
     */
    default void onClosing(long now) {}

    /** The session is over. The last call; whatever the slot holds must be released. Must not throw. */
    default void onClosed() {}
}
