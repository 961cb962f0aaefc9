package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process holds. */
final class Machine {
    private Machine() {}

    /** Returns how many sockets are open. */
    static long sockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(Machine::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        } catch (IOException other) {
            throw new UncheckedIOException(other);
        }
    }

    static List<Thread> loopThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("floe-loop"))
                .toList();
    }

    /** Fails unless every event loop's thread ends. */
    static void awaitNoLoopThreads() throws InterruptedException {
        for (Thread thread : loopThreads()) {
            thread.join(ScriptedPeer.PATIENCE_SECONDS * 1000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }
}
