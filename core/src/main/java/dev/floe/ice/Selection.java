package dev.floe.ice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the selected path: the latest nominated one that is proven; before any nomination the first proven one. Each
 * new nomination is followed, because browsers re-nominate a lite agent at will (against RFC 8445 section 8.1.1).
 */
final class Selection {
    private @Nullable Path selected;
    private long nominations;

    @Nullable
    Path path() {
        return selected;
    }

    void nominate(Path path) {
        path.nominate(++nominations);
    }

    /** Considers a proven path and returns whether it is selected now and was not before. */
    boolean consider(Path path) {
        Path former = selected;
        if (former != null && (former == path || !isPreferred(path, former))) {
            return false;
        }
        selected = path;
        return true;
    }

    /**
     * After an ICE restart a path must be nominated under the new credentials to take over, and the old ones cannot
     * take back.
     */
    private static boolean isPreferred(Path path, Path former) {
        int restarts = path.generation().number() - former.generation().number();
        return restarts == 0 ? path.nomination() > former.nomination() : restarts > 0 && path.nomination() > 0;
    }

    /** Returns whether nothing authentic has come on the selected path for so long. */
    boolean isSilent(long now, long silence) {
        return selected != null && now - selected.heardAt() >= silence;
    }

    /**
     * Returns the path to move to when the peer's address has changed without a nomination, as Firefox's does after a
     * rebinding: the selected path is silent, and another proven path brought a fresh request since. After an ICE restart
     * it may be one of the new credentials, so that a nomination which went astray cannot tie the session to a dead pair;
     * never one of older ones.
     */
    @Nullable
    Path successor(long now, List<Path> proven) {
        Path former = selected;
        if (former == null) {
            return null;
        }
        Path latest = null;
        for (int i = 0; i < proven.size(); i++) {
            Path path = proven.get(i);
            if (isFresher(now, path, former) && (latest == null || path.requestedAt() - latest.requestedAt() > 0)) {
                latest = path;
            }
        }
        return latest;
    }

    private static boolean isFresher(long now, Path path, Path former) {
        return path != former
                && path.generation().number() >= former.generation().number()
                && path.isConsenting(now)
                && path.requestedAt() - former.heardAt() > 0;
    }

    /** Moves to a successor. */
    void moveTo(Path successor) {
        selected = successor;
    }
}
