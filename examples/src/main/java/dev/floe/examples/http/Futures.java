package dev.floe.examples.http;

import java.util.concurrent.Future;

/** For what is begun and left to itself. */
final class Futures {
    private Futures() {}

    /** Says that nobody waits for {@code begun}: if it fails, its connection closes, and that is seen elsewhere. */
    static void forget(Future<?> begun) {}
}
