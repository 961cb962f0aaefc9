package dev.floe.ice;

import java.time.Duration;
import java.util.Objects;

/**
 * How consent is asked for and what renews it (RFC 7675).
 *
 * <p>{@link #DEFAULT} asks every second. That is more than RFC 7675 section 1 expects of a lite agent, which it lets
 * send no consent checks at all, and more often than the 4 s that section 5.1 names as the least. It costs about 1
 * kbit/s each way and buys round-trip times, loss, and the prompt discovery of a dead path; browsers and servers of the
 * field ask every 1 to 2.5 s as well. {@link #RFC7675} keeps to the letter; {@link #PASSIVE} does what other lite
 * servers do.
 *
 * @param period between consent checks on the selected pair, before jitter; at least 200 ms. Under {@code REQUEST} no
 *     periodic check is sent, and the period only scales the timing of path changes
 * @param expiry consent ends this long after its last renewal; at least two periods, at most 36500 days
 * @param renewal what renews it
 * @param requestLimit how long requests alone may carry consent after the path's last signed response; means nothing
 *     under {@code RESPONSE}
 */
public record ConsentPolicy(Duration period, Duration expiry, Renewal renewal, Duration requestLimit) {
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(200);
    /** As good as for ever, and still a number of nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(36500);

    private static final Duration EXPIRY = Duration.ofSeconds(30);
    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(10);

    /** What renews consent. A path is <em>proven</em> by a signed response only, under every policy. */
    public enum Renewal {
        /** A signed response to a check of ours (RFC 7675 section 5.1). */
        RESPONSE,
        /** That, or a fresh authenticated request of the peer. */
        RESPONSE_OR_REQUEST,
        /** Fresh authenticated requests of the peer; no periodic check is sent. */
        REQUEST
    }

    /** Every 1000 ms, expiring after 30 s, renewed by responses and by fresh requests. */
    public static final ConsentPolicy DEFAULT =
            new ConsentPolicy(Duration.ofSeconds(1), EXPIRY, Renewal.RESPONSE_OR_REQUEST, REQUEST_LIMIT);

    /** Every 5 s, expiring after 30 s, renewed by responses only (RFC 7675 section 5.1). */
    public static final ConsentPolicy RFC7675 =
            new ConsentPolicy(Duration.ofSeconds(5), EXPIRY, Renewal.RESPONSE, REQUEST_LIMIT);

    /** No periodic checks; the peer's own requests keep consent, which expires after 30 s. */
    public static final ConsentPolicy PASSIVE =
            new ConsentPolicy(Duration.ofMillis(7500), EXPIRY, Renewal.REQUEST, FOREVER);

    /**
     * Checks the values.
     *
     * @param period at least 200 ms
     * @param expiry at least two periods, at most 36500 days
     * @param renewal what renews consent
     * @param requestLimit not negative, at most 36500 days
     * @throws IllegalArgumentException naming the field and the rule
     */
    public ConsentPolicy {
        Objects.requireNonNull(renewal, "renewal");
        if (period.compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException("period: must be at least 200 ms, is " + period.toMillis() + " ms");
        }
        if (expiry.compareTo(period.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("expiry: must be at least two periods, is " + expiry.toMillis()
                    + " ms for a period of " + period.toMillis() + " ms");
        }
        if (requestLimit.isNegative()) {
            throw new IllegalArgumentException("requestLimit: must not be negative");
        }
        requireFinite("expiry", expiry);
        requireFinite("requestLimit", requestLimit);
    }

    /** Refuses what a clock of nanoseconds cannot hold. */
    static void requireFinite(String field, Duration duration) {
        if (duration.compareTo(FOREVER) > 0) {
            throw new IllegalArgumentException(field + ": must be at most " + FOREVER.toDays() + " days");
        }
    }

    /**
     * {@return this policy with another period}
     *
     * @param period at least 200 ms
     */
    public ConsentPolicy withPeriod(Duration period) {
        return new ConsentPolicy(period, expiry, renewal, requestLimit);
    }

    /**
     * {@return this policy with another expiry}
     *
     * @param expiry at least two periods, at most 36500 days
     */
    public ConsentPolicy withExpiry(Duration expiry) {
        return new ConsentPolicy(period, expiry, renewal, requestLimit);
    }

    /**
     * {@return this policy with another limit on what requests alone can carry}
     *
     * @param requestLimit not negative, at most 36500 days
     */
    public ConsentPolicy withRequestLimit(Duration requestLimit) {
        return new ConsentPolicy(period, expiry, renewal, requestLimit);
    }

    /** {@return whether consent checks are sent periodically} */
    public boolean asks() {
        return renewal != Renewal.REQUEST;
    }

    /**
     * {@return after how long without renewal a session counts as disconnected: 5 s or 2.5 periods, 15 s without
     * periodic checks}
     */
    public Duration disconnectedAfter() {
        Duration periods = period.multipliedBy(5).dividedBy(2);
        Duration floor = asks() ? Duration.ofSeconds(5) : Duration.ofSeconds(15);
        return periods.compareTo(floor) > 0 ? periods : floor;
    }
}
