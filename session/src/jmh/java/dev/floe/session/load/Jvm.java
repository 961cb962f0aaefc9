package dev.floe.session.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** This JVM seen from outside, and others like it. */
final class Jvm {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Jvm() {}

    /** Returns how to run a class of this program in a JVM of its own. */
    static ProcessBuilder command(String heap, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Dorg.slf4j.simpleLogger.log.dev.floe=warn",
                "-Dio.netty.leakDetection.level=disabled", // it samples buffers, and Floe has two a datagram
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    /** Returns the nanoseconds of CPU that the whole process has used. */
    static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Returns the nanoseconds of CPU that the event loops have used, Floe's or bare Netty's. */
    static long loopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads().stream()
                .filter(thread -> thread.getName().contains("-loop-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
                .sum();
    }

    /** Collects garbage, and returns the bytes of heap that are left. */
    static long liveHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the resident memory in KiB. */
    static long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Returns how many descriptors are sockets, selectors, timers or the like. */
    static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(Jvm::isOpen).count();
        }
    }

    private static boolean isOpen(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("anon_inode:");
        } catch (NoSuchFileException closed) {
            return false;
        } catch (IOException other) {
            throw new UncheckedIOException(other);
        }
    }

    /** Returns the threads that live. */
    static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** Returns how many threads live on that did not live before, but for the one that the JDK keeps for child processes. */
    static long threadsSince(Set<Thread> before) throws InterruptedException {
        long left = 0;
        for (Thread thread : threads()) {
            if (!before.contains(thread) && !thread.getName().startsWith("process reaper")) {
                thread.join(1000);
                if (thread.isAlive()) {
                    System.err.println("left behind: " + thread);
                    left++;
                }
            }
        }
        return left;
    }
}
