package dev.floe.ice;

import dev.floe.status.Counters;
import dev.floe.stun.Attribute;
import dev.floe.stun.StunBuilder;
import dev.floe.stun.StunClass;
import dev.floe.stun.StunMethod;
import java.nio.ByteBuffer;

/**
 * Writes and sends our own checks, each once under a transaction id of its own (RFC 7675 section 5.1), and knows when a
 * path's next one is due.
 */
final class Checks {
    /** 2^24·110 + 2^8·65535 + 255: with the peer-reflexive type preference (RFC 8445 section 7.1.1). */
    private static final int PRIORITY = 1_862_270_975;

    private static final long MILLI = 1_000_000L;
    /**
     * A path that is not proven yet is checked again 50, 100, 200 and 400 ms after the first check; these are the
     * steps.
     */
    private static final long[] PROVING_STEPS = {50 * MILLI, 50 * MILLI, 100 * MILLI, 200 * MILLI};

    private final IceScratch scratch;
    private final Counters counters;
    private final IceOutput output;
    private final ConsentTimes times;
    private final Transactions transactions = new Transactions();
    private final CheckBudget provingBudget = new CheckBudget();
    private long tieBreaker;

    Checks(IceScratch scratch, Counters counters, IceOutput output, ConsentTimes times) {
        this.scratch = scratch;
        this.counters = counters;
        this.output = output;
        this.times = times;
        drawTieBreaker();
    }

    Transactions transactions() {
        return transactions;
    }

    /** Forgets the checks that no answer can be of use to any more, and counts them as lost. */
    void expire(long now) {
        counters.checksLost += transactions.expire(now, times.expiry());
    }

    /** Draws another tie-breaker, after a 487 (RFC 8445 section 7.2.5.1). */
    void drawTieBreaker() {
        tieBreaker = scratch.random.nextLong();
    }

    /** Sends the check that an unproven path is due, if the budget allows, and schedules the next. */
    void prove(long now, Path path) {
        if (!provingBudget.take(now)) {
            path.postponeCheck(now + provingBudget.untilNext(now));
            return;
        }
        int sent = path.checksSent();
        send(now, path);
        path.checked(now + (sent < PROVING_STEPS.length ? PROVING_STEPS[sent] : times.period()));
    }

    /** Asks for consent on the selected path and schedules the next time. */
    void ask(long now, Path path) {
        send(now, path);
        schedule(now, path);
    }

    /** Schedules the next check of the selected path, a jittered period from now. */
    void schedule(long now, Path path) {
        path.postponeCheck(now + scratch.random.jitter(times.period()));
    }

    private void send(long now, Path path) {
        int high = scratch.random.nextInt();
        long low = scratch.random.nextLong();
        if (transactions.add(now, high, low, path)) {
            counters.checksLost++;
        }
        counters.checksOut++;
        output.send(path.remote(), write(high, low, path.generation()));
    }

    private ByteBuffer write(int high, long low, Generation generation) {
        StunBuilder builder = scratch.builder.begin(StunClass.REQUEST, StunMethod.BINDING, high, low);
        return builder.attribute(Attribute.USERNAME, generation.usernameOut())
                .longAttribute(Attribute.ICE_CONTROLLED, tieBreaker)
                .intAttribute(Attribute.PRIORITY, PRIORITY)
                .integrity(generation.remoteKey())
                .fingerprint()
                .finish();
    }
}
