package dev.floe.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a session: 8 proven and 8 unproven ones, held apart so that strangers with a captured check cannot push
 * out what is proven. Where room is wanted the least recently heard gives way, the selected path never.
 */
final class PathTable {
    private static final int CAPACITY = 8;

    private final List<Path> proven = new ArrayList<>(1);
    private final List<Path> unproven = new ArrayList<>(1);

    /** Finds a path among both; no iterator, so that nothing is allocated for a check. */
    @Nullable
    Path find(InetSocketAddress source, Generation generation) {
        Path found = find(proven, source, generation);
        return found == null ? find(unproven, source, generation) : found;
    }

    private static @Nullable Path find(List<Path> paths, InetSocketAddress source, Generation generation) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).is(source, generation)) {
                return paths.get(i);
            }
        }
        return null;
    }

    boolean isConsenting(long now, InetSocketAddress source) {
        for (int i = 0; i < proven.size(); i++) {
            if (proven.get(i).remote().equals(source) && proven.get(i).isConsenting(now)) {
                return true;
            }
        }
        return false;
    }

    boolean isUnproven(InetSocketAddress source) {
        for (int i = 0; i < unproven.size(); i++) {
            if (unproven.get(i).remote().equals(source)) {
                return true;
            }
        }
        return false;
    }

    /** Adds an unproven path and returns the one that gave way, if any. */
    @Nullable
    Path open(Path path) {
        return add(unproven, path, null);
    }

    /** Moves a path to the proven ones and returns the one that gave way, if any. */
    @Nullable
    Path prove(Path path, @Nullable Path selected) {
        unproven.remove(path);
        return add(proven, path, selected);
    }

    private static @Nullable Path add(List<Path> paths, Path path, @Nullable Path kept) {
        Path evicted = paths.size() < CAPACITY ? null : leastRecentlyHeard(paths, kept);
        if (evicted != null) {
            paths.remove(evicted);
        }
        paths.add(path);
        return evicted;
    }

    private static Path leastRecentlyHeard(List<Path> paths, @Nullable Path kept) {
        Path least = paths.get(0) == kept ? paths.get(1) : paths.get(0);
        for (Path path : paths) {
            if (path != kept && path.heardAt() - least.heardAt() < 0) {
                least = path;
            }
        }
        return least;
    }

    boolean contains(Path path) {
        return proven.contains(path) || unproven.contains(path);
    }

    void remove(Path path) {
        proven.remove(path);
        unproven.remove(path);
    }

    /** Returns the proven paths. Not a copy. */
    List<Path> proven() {
        return proven;
    }

    /** Returns the unproven paths. Not a copy. */
    List<Path> unproven() {
        return unproven;
    }
}
