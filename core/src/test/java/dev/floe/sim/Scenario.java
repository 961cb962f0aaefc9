package dev.floe.sim;

import dev.floe.ice.ConsentPolicy;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a run of the simulation is made of; all of it follows from the seed. Times are nanoseconds since the start, {@link #NEVER} if it does
 * not happen.
 *
 * @param duration how long the run lasts
 * @param policy the engine's consent policy
 * @param style how the peer checks
 * @param interfaces how many addresses the peer checks from
 * @param loss the share of datagrams that are lost, each way
 * @param minDelay the least one-way delay
 * @param maxDelay the greatest; where it differs datagrams overtake each other
 * @param duplication the share of datagrams that arrive twice
 * @param lateness how late the engine's timer may ring
 * @param rebindEvery how often the peer's addresses change
 * @param killAt when the peer vanishes
 * @param outageFrom when nothing arrives any more, either way
 * @param outageTo when it does again
 * @param restartAt when ICE is restarted
 * @param remoteKnownAt when the engine learns the peer's credentials
 * @param replays the share of the peer's checks that somebody else sends again
 * @param interceptions the share of the peer's checks that somebody sends in the peer's place
 * @param forgeries the share of the engine's checks that somebody answers
 * @param sprayAt when the peer nominates from a dozen addresses that it does not have
 */
record Scenario(
        long duration,
        ConsentPolicy policy,
        Style style,
        int interfaces,
        double loss,
        long minDelay,
        long maxDelay,
        double duplication,
        long lateness,
        long rebindEvery,
        long killAt,
        long outageFrom,
        long outageTo,
        long restartAt,
        long remoteKnownAt,
        double replays,
        double interceptions,
        double forgeries,
        long sprayAt) {
    static final long NEVER = Long.MAX_VALUE;

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    /** How the peer checks. */
    enum Style {
        /** Often, and with USE-CANDIDATE on every check of its selected pair. */
        CHROMIUM,
        /** Retransmits at first, nominates once, then checks every 4 to 6 s. */
        FIREFOX
    }

    static Scenario draw(SplittableRandom random, Duration duration) {
        long end = duration.toNanos();
        long minDelay = random.nextLong(50 * MILLI);
        boolean constant = random.nextInt(3) == 0;
        boolean rebinds = random.nextInt(5) < 2;
        boolean attacked = random.nextInt(5) < 3;
        boolean breaks = random.nextInt(7) == 0;
        long outage = breaks ? 5 * SECOND + random.nextLong(end - 5 * SECOND) : NEVER;
        return new Scenario(
                end,
                policy(random),
                random.nextBoolean() ? Style.CHROMIUM : Style.FIREFOX,
                rebinds ? 1 : 1 + random.nextInt(2),
                loss(random),
                minDelay,
                constant ? minDelay : minDelay + random.nextLong(800 * MILLI - minDelay),
                random.nextInt(2) * random.nextDouble() * 0.05,
                random.nextInt(2) * (10 * MILLI),
                rebinds ? 30 * SECOND : NEVER,
                random.nextInt(7) == 0 ? random.nextLong(end) : NEVER,
                outage,
                breaks ? outage + (10 + random.nextInt(30)) * SECOND : NEVER,
                random.nextInt(4) == 0 ? SECOND + random.nextLong(end - SECOND) : NEVER,
                random.nextInt(8) == 0 ? random.nextLong(3 * SECOND) : 0,
                attacked ? random.nextDouble() * 0.3 : 0,
                attacked ? random.nextInt(2) * 0.02 : 0,
                attacked ? random.nextDouble() * 0.3 : 0,
                random.nextInt(4) == 0 ? random.nextLong(end) : NEVER);
    }

    private static ConsentPolicy policy(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> ConsentPolicy.RFC7675;
            case 1 -> ConsentPolicy.PASSIVE;
            case 2 -> {
                Duration period = Duration.ofMillis(200 + random.nextInt(5_000));
                yield ConsentPolicy.DEFAULT.withPeriod(period).withExpiry(period.multipliedBy(2 + random.nextInt(5)));
            }
            default -> ConsentPolicy.DEFAULT;
        };
    }

    private static double loss(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> 0;
            case 3, 4, 5, 6 -> random.nextDouble() * 0.2;
            default -> 0.2 + random.nextDouble() * 0.2;
        };
    }

    /** Whether the session must live through it: a live peer, at most 20 % of loss, and the default policy. */
    boolean isSurvivable() {
        return policy.equals(ConsentPolicy.DEFAULT) && loss <= 0.2 && killAt == NEVER && outageFrom == NEVER;
    }

    /** Whether data must follow a rebinding within three periods. */
    boolean isCalm() {
        return isSurvivable() && loss == 0 && interceptions == 0 && sprayAt == NEVER && restartAt == NEVER;
    }

    /** Whether the network lets anything through. */
    boolean isUp(long since) {
        return since < outageFrom || since >= outageTo;
    }
}
