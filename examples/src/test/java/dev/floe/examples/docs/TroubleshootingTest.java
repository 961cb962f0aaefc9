package dev.floe.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.session.data.DataChannelState;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of the troubleshooting guide against what a session can say. */
class TroubleshootingTest {
    private static final Path GUIDE = Path.of("..", "docs", "guides", "troubleshooting.md");
    private static final Pattern CONSTANT = Pattern.compile("`([A-Z]+(?:_[A-Z]+)*)`");
    private static final int COLUMNS = 4;

    @Test
    void everyEndReasonHasARowWithItsWords() throws IOException {
        List<List<String>> rows = rows("## Every `EndReason`");

        assertEquals(namesOf(EndReason.values()), firstCells(rows));
        for (List<String> row : rows) {
            String words = EndReason.valueOf(row.get(0).replace("`", "")).words();
            assertTrue(row.get(1).startsWith(words), row.get(0) + " says: " + words);
        }
    }

    @Test
    void everyDropReasonHasARow() throws IOException {
        assertEquals(namesOf(DropReason.values()), firstCells(rows("## Every `DropReason`")));
    }

    @Test
    void noRowLeavesACellEmpty() throws IOException {
        for (String heading : List.of("## Every `EndReason`", "## Every `DropReason`")) {
            for (List<String> row : rows(heading)) {
                assertEquals(COLUMNS, row.size(), row.toString());
                assertTrue(row.stream().noneMatch(String::isBlank), row.toString());
            }
        }
    }

    @Test
    void noConstantIsNamedThatThereIsNot() throws IOException {
        Set<String> known = Stream.<Enum<?>[]>of(
                        EndReason.values(),
                        DropReason.values(),
                        SessionState.values(),
                        DtlsState.values(),
                        DataChannelState.values(),
                        dev.floe.session.Transport.values())
                .flatMap(Arrays::stream)
                .map(Enum::name)
                .collect(Collectors.toSet());

        List<String> unknown = CONSTANT.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult constant) -> constant.group(1))
                .filter(constant -> !known.contains(constant))
                .toList();
        assertEquals(List.of(), unknown);
    }

    /** Returns the rows below a heading, without the table's head, as their cells. */
    private static List<List<String>> rows(String heading) throws IOException {
        List<String> lines = Files.readAllLines(GUIDE);
        return lines.stream()
                .skip(lines.indexOf(heading) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| reason "))
                .map(TroubleshootingTest::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }

    private static List<String> namesOf(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> "`" + constant.name() + "`")
                .toList();
    }

    private static List<String> firstCells(List<List<String>> rows) {
        return rows.stream().map(row -> row.get(0)).toList();
    }
}
