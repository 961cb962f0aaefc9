package dev.floe.sim;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.ConsentPolicy.Renewal;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows, from what went over the wire alone, which addresses may be sent to and until when, and says no. It looks at nothing inside the
 * engine.
 */
final class Oracle {
    private static final long SECOND = 1_000_000_000L;
    private static final long UNPROVEN_LIFE = 5 * SECOND;
    private static final int SEEN = 256;

    /** What came from one address. */
    private static final class Trace {
        boolean asked;
        long openedAt;
        long askedAt;
        boolean proven;
        long renewedAt;
        long answeredAt;
        long checkedAt;
        boolean checkedSinceProof;
    }

    /** A check of the engine's that no answer has come to. */
    private record Check(InetSocketAddress to, long at) {}

    private final ConsentPolicy policy;
    private final long period;
    private final long expiry;
    private final long requestLimit;
    private final long lateness;
    private final boolean restarts;
    private final Map<InetSocketAddress, Trace> traces = new HashMap<>();
    private final Map<Long, Check> checks = new HashMap<>();
    private final Set<Long> seen = new LinkedHashSet<>();
    private final Deque<Long> provingChecks = new ArrayDeque<>();

    Oracle(Scenario scenario) {
        policy = scenario.policy();
        period = policy.period().toNanos();
        expiry = policy.expiry().toNanos();
        requestLimit = policy.requestLimit().toNanos();
        lateness = scenario.lateness();
        restarts = scenario.restartAt() != Scenario.NEVER;
    }

    private static void require(boolean holds, String rule, InetSocketAddress address) {
        if (!holds) {
            throw new AssertionError(rule + ": " + address);
        }
    }

    /** The engine has said yes to a request from there: fresh if nobody sent its id before. Returns whether it was. */
    boolean onAccepted(long now, InetSocketAddress source, long id) {
        if (!seen.add(id)) {
            return false;
        }
        if (seen.size() > SEEN) {
            seen.remove(seen.iterator().next());
        }
        Trace trace = traces.computeIfAbsent(source, unused -> new Trace());
        if (trace.proven && now - trace.renewedAt >= expiry) {
            trace.proven = false;
            trace.checkedSinceProof = false;
            trace.openedAt = now;
        } else if (!trace.proven && (!trace.asked || now - trace.askedAt >= UNPROVEN_LIFE + lateness)) {
            trace.openedAt = now;
        }
        trace.asked = true;
        trace.askedAt = now;
        boolean counts = policy.renewal() != Renewal.RESPONSE && now - trace.answeredAt < requestLimit;
        if (trace.proven && counts) {
            trace.renewedAt = now;
        }
        return true;
    }

    /** The peer's own answer arrives from there. Returns whether it renews or proves anything. */
    boolean onGenuineAnswer(long now, InetSocketAddress source, long id) {
        Check check = checks.get(id);
        Trace trace = traces.get(source);
        if (check == null || trace == null || !check.to().equals(source) || now - check.at() >= expiry) {
            return false;
        }
        checks.remove(id);
        if (trace.proven) {
            return renew(now, trace);
        }
        boolean current = check.at() - trace.openedAt >= 0 && now - trace.askedAt < UNPROVEN_LIFE + lateness;
        if (current) {
            trace.proven = true;
            trace.checkedSinceProof = false;
            trace.renewedAt = now;
            trace.answeredAt = now;
        }
        return current;
    }

    private boolean renew(long now, Trace trace) {
        if (now - trace.renewedAt >= expiry) {
            return false;
        }
        trace.answeredAt = now;
        if (policy.renewal() != Renewal.REQUEST) {
            trace.renewedAt = now;
        }
        return true;
    }

    /** The engine checks; {@code selected} tells whether that is the path which it sends to. */
    void onCheck(long now, InetSocketAddress to, long id, boolean selected) {
        Trace trace = traces.get(to);
        require(trace != null && trace.asked, "a check to an address that never asked", to);
        if (trace != null) {
            onCheck(now, to, trace, selected);
        }
        require(checks.put(id, new Check(to, now)) == null, "a transaction id used twice", to);
    }

    private void onCheck(long now, InetSocketAddress to, Trace trace, boolean selected) {
        if (trace.proven && now - trace.renewedAt < expiry) {
            boolean tooSoon = trace.checkedSinceProof && now - trace.checkedAt < period / 5 * 4;
            require(!tooSoon || restarts || !selected, "a check to the selected path before its period", to);
            trace.checkedSinceProof = true;
            trace.checkedAt = now;
            return;
        }
        require(now - trace.askedAt < UNPROVEN_LIFE, "a check to a path without fresh requests", to);
        provingChecks.add(now);
        if (provingChecks.size() > 20) {
            require(now - provingChecks.remove() >= SECOND || restarts, "more than 20 proving checks a second", to);
        }
    }

    /** Something else than STUN leaves. */
    void onPayload(long now, InetSocketAddress to) {
        Trace trace = traces.get(to);
        require(trace != null && trace.proven, "payload to an unproven path", to);
        require(isConsenting(now, to), "payload to a path without consent", to);
    }

    boolean isConsenting(long now, @Nullable InetSocketAddress address) {
        Trace trace = address == null ? null : traces.get(address);
        return trace != null && trace.proven && now - trace.renewedAt < expiry;
    }

    /** When consent on a proven address runs out. */
    long consentUntil(InetSocketAddress address) {
        Trace trace = traces.get(address);
        if (trace == null || !trace.proven) {
            throw new AssertionError("selected without proof: " + address);
        }
        return trace.renewedAt + expiry;
    }
}
