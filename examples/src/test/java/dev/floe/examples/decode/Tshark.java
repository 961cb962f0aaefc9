package dev.floe.examples.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Wireshark on the command line. */
final class Tshark {
    private static final String PROGRAM = "tshark";

    private Tshark() {}

    /** Skips the test, and says why, where there is none. */
    static void find() {
        boolean found = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
        Assumptions.assumeTrue(found, "No tshark found: install it");
    }

    /** Returns these fields of each packet that the filter lets through; a field may have several values. */
    static List<Map<String, List<String>>> read(Path capture, String filter, List<String> fields) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-n", "-r", capture.toString(), "-Y", filter));
        // A random port may be one that another protocol is known by.
        command.addAll(List.of("-o", "udp.try_heuristic_first:TRUE"));
        command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-T", "fields"));
        command.addAll(List.of("-E", "separator=/t", "-E", "aggregator=;", "-E", "occurrence=a"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        return run(command).stream().map(line -> values(fields, line)).toList();
    }

    private static Map<String, List<String>> values(List<String> fields, String line) {
        String[] columns = line.split("\t", -1);
        assertEquals(fields.size(), columns.length, line);
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            values.put(fields.get(i), columns[i].isEmpty() ? List.of() : List.of(columns[i].split(";", -1)));
        }
        return values;
    }

    private static List<String> run(List<String> command) throws Exception {
        File error = File.createTempFile("floe-tshark", ".log");
        error.deleteOnExit();
        Process process = new ProcessBuilder(command).redirectError(error).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(error.toPath()));
        return out.lines().toList();
    }
}
