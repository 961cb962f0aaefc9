package dev.floe.examples.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A row of the table in docs/interop.md. */
record Row(List<String> cells) {
    private static final Path DOCUMENT = Path.of("..", "docs", "interop.md");

    static Row of(String title, String version, Map<Step, String> shown) {
        List<String> cells = new ArrayList<>(List.of(title, version));
        for (Step step : Step.values()) {
            cells.add(shown.getOrDefault(step, "–"));
        }
        return new Row(cells);
    }

    private static Row parse(String line) {
        return new Row(Arrays.stream(line.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList());
    }

    /** Returns the row of the document that begins with this title; an empty one if there is none. */
    static Row inDocument(String title) throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| " + title + " |"))
                .map(Row::parse)
                .findFirst()
                .orElse(new Row(List.of(title, "")));
    }

    /** Returns the document with these rows in the place of those that begin with the same titles. */
    static String document(Collection<Row> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(DOCUMENT)) {
            text.append(rows.stream()
                            .filter(row -> line.startsWith("| " + row.title() + " |"))
                            .map(Row::toString)
                            .findFirst()
                            .orElse(line))
                    .append('\n');
        }
        return text.toString();
    }

    String title() {
        return cells.get(0);
    }

    String version() {
        return cells.get(1);
    }

    /** Returns what was shown without how long it took and how often it was: that is another each time. */
    List<String> words() {
        return cells.stream()
                .skip(2)
                .map(cell -> cell.replaceAll("\\b\\d+ (ms|of \\d+)", "n $1").replaceAll("of \\d+", "of n"))
                .toList();
    }

    @Override
    public String toString() {
        return "| " + String.join(" | ", cells) + " |";
    }
}
