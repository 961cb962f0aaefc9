package dev.floe.session;

import dev.floe.status.DropReason;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;

/** Tells of a session's drops: the first for each reason, and then whenever a power of two is reached. */
final class DropLog {
    private final Logger log;
    private final String session;
    private Map<DropReason, Long> told = Map.of();

    DropLog(Logger log, String session) {
        this.log = log;
        this.session = session;
    }

    /**
     * Compares with the last time.
     *
     * @param drops all drops of the session so far
     */
    void update(Map<DropReason, Long> drops) {
        drops.forEach((reason, count) -> {
            long before = told.getOrDefault(reason, 0L);
            if (Long.highestOneBit(count) > before) {
                told = told.isEmpty() ? new EnumMap<>(DropReason.class) : told;
                told.put(reason, Long.highestOneBit(count));
                log.debug("session {}: {} datagrams dropped for {}", session, count, reason);
            }
        });
    }
}
