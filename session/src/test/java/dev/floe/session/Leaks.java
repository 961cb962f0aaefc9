package dev.floe.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for buffers that were dropped without being released. */
public final class Leaks {
    static final Path LOG = Path.of("target/session-tests.log");

    private Leaks() {}

    /** Fails if Netty has reported a leak in this run, or does now. */
    public static void assertNone() throws Exception {
        assertEquals(ResourceLeakDetector.Level.PARANOID, ResourceLeakDetector.getLevel());
        collectGarbage();
        // A detector reports what it has found when the next buffer is taken.
        ByteBufAllocator.DEFAULT.directBuffer(16).release();
        assertFalse(Files.readString(LOG, UTF_8).contains("LEAK:"), "see " + LOG);
    }

    static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        WeakReference<Object> witness = new WeakReference<>(new Object(), collected);
        System.gc();
        assertEquals(witness, collected.remove(ScriptedPeer.PATIENCE_SECONDS * 1000));
    }
}
