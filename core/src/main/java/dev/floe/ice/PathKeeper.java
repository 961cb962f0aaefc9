package dev.floe.ice;

import dev.floe.stun.Attribute;
import dev.floe.stun.StunMessage;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the table of paths in order: opens, has them checked, proves, and forgets in time. */
final class PathKeeper {
    /** An unproven path is forgotten this long after its last fresh request. */
    private static final long UNPROVEN_LIFE = 5_000_000_000L;

    private final PathTable table = new PathTable();
    private final Checks checks;
    private final IceOutput output;

    PathKeeper(Checks checks, IceOutput output) {
        this.checks = checks;
        this.output = output;
    }

    /**
     * Finds a path. A standby path whose consent has run out is forgotten: it must be proven anew (RFC 7675 section
     * 5.1).
     */
    @Nullable
    Path live(long now, InetSocketAddress source, Generation generation) {
        Path path = table.find(source, generation);
        if (path != null && path.isProven() && !path.isConsenting(now)) {
            forget(path);
            return null;
        }
        return path;
    }

    Path open(long now, InetSocketAddress source, Generation generation, StunMessage request) {
        Path path = new Path(now, source, generation);
        if (!generation.knowsPeer()) {
            request.value(Attribute.USERNAME).ifPresent(path::claim);
        }
        forgotten(table.open(path));
        return path;
    }

    void prove(Path path, @Nullable Path selected) {
        forgotten(table.prove(path, selected));
        output.onProven(path.remote());
    }

    boolean contains(Path path) {
        return table.contains(path);
    }

    boolean isUnproven(InetSocketAddress source) {
        return table.isUnproven(source);
    }

    boolean isConsenting(long now, InetSocketAddress source) {
        return table.isConsenting(now, source);
    }

    /** Returns the proven paths. Not a copy. */
    List<Path> proven() {
        return table.proven();
    }

    /** Checks the unproven paths that are due. */
    void checkDue(long now) {
        List<Path> unproven = table.unproven();
        for (int i = 0; i < unproven.size(); i++) {
            checkIfDue(now, unproven.get(i));
        }
    }

    void checkIfDue(long now, Path path) {
        if (path.generation().knowsPeer() && path.checkDue(now)) {
            checks.prove(now, path);
        }
    }

    void forgetStale(long now, @Nullable Path selected) {
        List<Path> unproven = table.unproven();
        for (int i = unproven.size() - 1; i >= 0; i--) {
            if (now - unproven.get(i).requestedAt() >= UNPROVEN_LIFE) {
                forget(unproven.get(i));
            }
        }
        List<Path> proven = table.proven();
        for (int i = proven.size() - 1; i >= 0; i--) {
            if (proven.get(i) != selected && !proven.get(i).isConsenting(now)) {
                forget(proven.get(i));
            }
        }
    }

    /** Forgets the paths of credentials that do not verify any more, but for the selected one. */
    void forgetUnverified(RequestValidator validator, @Nullable Path selected) {
        forgetUnverified(table.unproven(), validator, selected);
        forgetUnverified(table.proven(), validator, selected);
    }

    private void forgetUnverified(List<Path> among, RequestValidator validator, @Nullable Path selected) {
        for (int i = among.size() - 1; i >= 0; i--) {
            Path path = among.get(i);
            if (path != selected && !validator.verifies(path.generation())) {
                forget(path);
            }
        }
    }

    /** Forgets the paths whose checks named another ufrag than the peer's, which has just become known. */
    void forgetMisnamed() {
        List<Path> unproven = table.unproven();
        for (int i = unproven.size() - 1; i >= 0; i--) {
            if (!unproven.get(i).claimFits()) {
                forget(unproven.get(i));
            }
        }
    }

    private void forget(Path path) {
        table.remove(path);
        forgotten(path);
    }

    private void forgotten(@Nullable Path path) {
        if (path != null) {
            output.onForgotten(path.remote());
        }
    }

    long delayNanos(long now) {
        long delay = Long.MAX_VALUE;
        List<Path> unproven = table.unproven();
        for (int i = 0; i < unproven.size(); i++) {
            delay = Math.min(delay, unprovenDelay(now, unproven.get(i)));
        }
        List<Path> proven = table.proven();
        for (int i = 0; i < proven.size(); i++) {
            delay = Math.min(delay, proven.get(i).consent().untilExpiry(now));
        }
        return delay;
    }

    private static long unprovenDelay(long now, Path path) {
        long untilForgotten = path.requestedAt() + UNPROVEN_LIFE - now;
        return path.generation().knowsPeer() ? Math.min(untilForgotten, path.untilCheck(now)) : untilForgotten;
    }
}
