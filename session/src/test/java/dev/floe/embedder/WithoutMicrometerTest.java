package dev.floe.embedder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Micrometer may be missing. */
class WithoutMicrometerTest {
    private static final Path TESTS = Path.of(System.getProperty("basedir", ""), "target", "test-classes");
    private static final String MAIN = Program.class.getName();

    @TempDir
    private Path folder = Path.of("");

    /** What this JVM runs with, but Micrometer. */
    private static String libraries() {
        List<String> all = Stream.of("java.class.path", "jdk.module.path")
                .flatMap(path -> Stream.of(System.getProperty(path, "").split(File.pathSeparator, -1)))
                .filter(entry -> !entry.isEmpty() && !Path.of(entry).endsWith(TESTS.getFileName()))
                .distinct()
                .toList();
        List<String> rest = all.stream()
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("micrometer-"))
                .toList();
        assertNotEquals(all, rest, "there was no Micrometer to leave out");
        return String.join(File.pathSeparator, rest);
    }

    private String run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertEquals("true, 0", ended + ", " + (ended ? process.exitValue() : "?"), this::said);
        return Files.readString(out).strip();
    }

    private String said() {
        return Stream.of("out", "err").map(this::read).collect(Collectors.joining());
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException unread) {
            return unread.toString();
        }
    }

    @Test
    void sessionsRunOnTheClassPath() throws Exception {
        String classPath = libraries() + File.pathSeparator + TESTS;
        assertEquals("null false {CLOSED=1}", run("java", "-cp", classPath, MAIN));
    }

    @Test
    void sessionsRunOnTheModulePath() throws Exception {
        assertEquals(
                "dev.floe.session false {CLOSED=1}",
                run("java", "-p", libraries(), "--add-modules", "dev.floe.session", "-cp", TESTS.toString(), MAIN));
    }

    @Test
    void aModuleThatRequiresOursCompiles() throws Exception {
        Path descriptor =
                Files.writeString(folder.resolve("module-info.java"), "module embedder { requires dev.floe.session; }");
        Path user = Files.writeString(
                folder.resolve("User.java"), "package embedder; class User { dev.floe.session.PeerSessions peers; }");
        run("javac", "-p", libraries(), "-d", folder.toString(), descriptor.toString(), user.toString());
    }
}
