package dev.floe.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorLimitTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void refusesTheSessionForWhichNoDescriptorIsLeftAndKeepsTheOthers(String transport) throws Exception {
        Path output = directory.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 120 && exec \"$0\" \"$@\"",
                        java,
                        "-XX:-MaxFDLimit",
                        "-Dorg.slf4j.simpleLogger.log.dev.floe=warn",
                        "-classpath",
                        classPath(),
                        ManySockets.class.getName(),
                        transport)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int outcome = process.waitFor();
        List<String> lines = Files.readAllLines(output, UTF_8);
        assertEquals(
                List.of(
                        "cannot open a socket: too many open files: raise ulimit -n, or lower maxSessions",
                        "others: true",
                        "first: CONNECTED",
                        "a place that was given back is taken"),
                lines);
        assertEquals(0, outcome);
    }

    /** Also what these tests find on the module path. */
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                "target/test-classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }
}
