package dev.floe.session;

import dev.floe.status.SessionEnd;
import java.util.Objects;

/** What was waited for cannot happen any more: the session ended before. */
public final class SessionEndedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient SessionEnd end;

    SessionEndedException(SessionEnd end) {
        super("the session ended: " + end, end.cause().orElse(null));
        this.end = Objects.requireNonNull(end, "end");
    }

    /** {@return how the session ended} */
    public SessionEnd end() {
        return end;
    }
}
