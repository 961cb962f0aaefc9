package dev.floe.examples.support;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The runnable jar as a process of its own. */
public final class ServerProcess implements AutoCloseable {
    private static final String LISTENING = "Floe is listening on ";

    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts the jar with these arguments, without waiting for anything. Its standard error is this process's. */
    public static Process launch(Path error, String... args) throws IOException {
        return launch(List.of(), error, args);
    }

    private static Process launch(List<String> before, Path error, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m"); // What is sent and received must not pile up.
        command.add("-jar");
        command.add(System.getProperty("floe.examples.jar", ""));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(error.toFile()).start();
    }

    /** Starts the server on a free port, and returns when it listens. */
    public static ServerProcess start(String... options) throws IOException {
        return startBy(List.of(), options);
    }

    /** Starts the server by another command, which ends in it. */
    public static ServerProcess startBy(List<String> before, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("--http-port", "0"));
        args.addAll(List.of(options));
        File error = File.createTempFile("floe-server", ".log");
        error.deleteOnExit();
        Process process = launch(before, error.toPath(), args.toArray(String[]::new));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = String.valueOf(out.readLine());
        if (!line.startsWith(LISTENING)) {
            process.destroyForcibly();
            throw new IOException("the server did not start: " + line + Files.readString(error.toPath()));
        }
        return new ServerProcess(process, URI.create(line.substring(LISTENING.length())));
    }

    public URI uri() {
        return uri;
    }

    /** Returns how many sockets the process has open. */
    public long sockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(proc("fd"))) {
            return descriptors.filter(ServerProcess::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** Returns how many threads the process has. */
    public long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(proc("task"))) {
            return tasks.count();
        }
    }

    private Path proc(String what) {
        return Path.of("/proc", Long.toString(process.pid()), what);
    }

    /** Sends SIGTERM and returns how the process ended. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not stop within 10 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
