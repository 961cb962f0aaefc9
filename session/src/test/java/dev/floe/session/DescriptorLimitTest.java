package dev.floe.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(output, UTF_8);
        assertEquals(
                List.of(
                        "cannot open a socket: too many open files: raise ulimit -n, or lower maxSessions",
                        "others: true",
                        "first: CONNECTED",
                        "a place that was given back is taken"),
                lines);
        assertTrue(ended);
    }

    /** Everything in jars, as it is deployed: to load a class from a directory takes a descriptor, and there is none. */
    private String classPath() {
        String found = String.join(
                File.pathSeparator,
                "target/test-classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
        return Stream.of(found.split(File.pathSeparator, -1))
                .map(Path::of)
                .map(entry -> Files.isDirectory(entry) ? jarOf(entry) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path jarOf(Path classes) {
        Path jar = directory.resolve(classes.toString().replace(File.separatorChar, '-') + ".jar");
        int outcome = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        assertEquals(0, outcome);
        return jar;
    }
}
