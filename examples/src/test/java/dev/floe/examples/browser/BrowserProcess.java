package dev.floe.examples.browser;

import dev.floe.examples.support.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser's processes, and its profile, which is thrown away with them. */
final class BrowserProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;

    private BrowserProcess(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
    }

    /** Finds a browser: what the environment variable names, else the first of the names on the PATH. */
    static Optional<Path> find(String variable, List<String> names) {
        String named = System.getenv(variable);
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return names.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a browser in a profile, which is its home as well. */
    static BrowserProcess start(Path profile, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output(profile).toFile());
        // Firefox refuses to run for one user in another's home.
        builder.environment().put("HOME", profile.toString());
        return new BrowserProcess(builder.start(), profile);
    }

    private static Path output(Path profile) {
        return profile.resolve("output.log");
    }

    /** Returns what the browser writes into its profile when it is ready; fails with what it said if it ends before. */
    <T> T found(String what, Callable<Optional<T>> probe) throws Exception {
        return Await.found(what, START, () -> {
            if (!process.isAlive()) {
                throw new IOException("no " + what + ": " + Files.readString(output(profile)));
            }
            return probe.call();
        });
    }

    /** Kills the browser with all its processes, as SIGKILL does: it gets to say no goodbye. */
    void kill() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(BrowserProcess::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
