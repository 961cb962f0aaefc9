package dev.floe.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/rfc.md against the tests that ran before this one: those of the modules below, and this module's unit tests. */
class RfcTableIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("^\\| ((?:[CISDQR]|SC|DC)\\d+) \\|(.*)\\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"((?:[CISDQR]|SC|DC)\\d+)\"\\)");

    private record Row(String id, String state, String why) {}

    @Test
    void everyRowOfTheProtocolStandsInTheTableOnce() throws IOException {
        List<String> expected = Stream.of(
                        ids("C", 17),
                        ids("I", 30),
                        ids("S", 19),
                        ids("D", 3),
                        ids("Q", 5),
                        ids("R", 12),
                        ids("SC", 14),
                        ids("DC", 7))
                .flatMap(List::stream)
                .toList();

        assertEquals(expected, rows().stream().map(Row::id).toList());
    }

    @Test
    void whatIsDoneIsProvenByATestThatRan() throws IOException {
        Set<String> ran = tagsThatRan();
        List<String> unproven = rows().stream()
                .filter(row -> row.state().equals("done"))
                .map(Row::id)
                .filter(id -> !ran.contains(id))
                .toList();

        assertEquals(
                List.of(), unproven, "rows marked done, whose tag is on no test that ran (run mvn verify at the root)");
    }

    @Test
    void whatIsNotDoneHasAReason() throws IOException {
        for (Row row : rows()) {
            assertTrue(Set.of("done", "not", "n/a").contains(row.state()), row.id() + " is " + row.state());
            assertTrue(row.why().length() > (row.state().equals("done") ? 0 : 20), row.id() + " says too little");
        }
    }

    private static List<String> ids(String letter, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> letter + number)
                .toList();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/rfc.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(
                        new Row(row.group(1), row.group(3).strip(), row.group(4).strip()));
            }
        }
        return rows;
    }

    private static Set<String> tagsThatRan() throws IOException {
        Set<String> tags = new TreeSet<>();
        for (String module : List.of("core", "session", "examples")) {
            for (Path source : filesBelow(ROOT.resolve(module).resolve("src/test/java"), ".java")) {
                if (ran(ROOT.resolve(module), source)) {
                    TAG.matcher(Files.readString(source)).results().forEach(tag -> tags.add(tag.group(1)));
                }
            }
        }
        return tags;
    }

    /** A report names the class; one with a failure would have ended the build before. */
    private static boolean ran(Path module, Path source) throws IOException {
        String name = "." + source.getFileName().toString().replace(".java", ".xml");
        Path target = module.resolve("target");
        return !filesBelow(target.resolve("surefire-reports"), name).isEmpty()
                || !filesBelow(target.resolve("failsafe-reports"), name).isEmpty();
    }

    private static List<Path> filesBelow(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .collect(Collectors.toList());
        }
    }
}
