package dev.floe.status;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a session ended.
 *
 * @param reason why
 * @param after how long after its start
 * @param lastHeard how long before the end the peer was last heard with valid integrity; empty if never
 * @param cause the exception behind {@code SLOT_FAILED}, {@code SOCKET_FAILED} or {@code DTLS_FAILED}, where there is
 *     one
 */
public record SessionEnd(EndReason reason, Duration after, Optional<Duration> lastHeard, Optional<Throwable> cause) {

    /**
     * Checks that nothing is null.
     *
     * @param reason why
     * @param after since the start
     * @param lastHeard before the end
     * @param cause the exception behind it, if any
     */
    public SessionEnd {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(lastHeard, "lastHeard");
        Objects.requireNonNull(cause, "cause");
    }

    @Override
    public String toString() {
        String heard = lastHeard
                .map(ago -> "last heard " + ago.toMillis() + " ms before")
                .orElse("never heard");
        return reason + " after " + after.toMillis() + " ms (" + reason.words() + "; " + heard
                + cause.map(fault -> "; " + fault).orElse("") + ")";
    }
}
