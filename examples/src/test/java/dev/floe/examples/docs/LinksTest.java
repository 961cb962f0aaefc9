package dev.floe.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link within the documents leads to a file, and to a heading where it names one. */
class LinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    private static final Pattern CODE = Pattern.compile("^```.*?^```$|`[^`\n]*`", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *#*$", Pattern.MULTILINE);

    /** Inline, as a reference, and in HTML. */
    private static final Pattern LINK = Pattern.compile(
            "\\]\\(<?([^)>\\s]+)>?[^)]*\\)|^\\[[^\\]]+\\]: *(\\S+)|(?:href|src|srcset)=\"([^\"]+)\"",
            Pattern.MULTILINE);

    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int followed = 0;
        for (Path document : documents()) {
            for (String link : links(Files.readString(document))) {
                followed++;
                if (!leadsSomewhere(document, link)) {
                    dead.add(ROOT.relativize(document) + ": " + link);
                }
            }
        }
        assertEquals(List.of(), dead);
        assertTrue(followed > 20, () -> "the links are not found any more");
    }

    @Test
    void seesWhatIsDead() throws IOException {
        Path readme = ROOT.resolve("README.md");
        assertEquals(List.of("a.md#b", "c"), links("[x](a.md#b \"title\") `[x](code)` [x](https://c)\n[x](<c>)"));
        assertTrue(leadsSomewhere(readme, "docs/ARCHITECTURE.md"));
        assertTrue(leadsSomewhere(readme, "#floe"));
        assertFalse(leadsSomewhere(readme, "#flow"));
        assertFalse(leadsSomewhere(readme, "docs/NOWHERE.md"));
        assertEquals(
                Set.of("what-is-ab", "twice", "twice-1"),
                anchors("# What is `a.b`?\n## Twice\n## Twice\n```\n# no\n```"));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 6, (file, attributes) -> file.toString().endsWith(".md"))) {
            return files.filter(LinksTest::isOurs).sorted().toList();
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> links(String text) {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(link -> Stream.of(1, 2, 3)
                        .map(link::group)
                        .filter(found -> found != null)
                        .findFirst()
                        .orElseThrow())
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .toList();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (!target.startsWith(ROOT) || !Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(Files.readString(target)).contains(link.substring(hash + 1));
    }

    /** As GitHub makes them of headings: lower case, hyphens for blanks, no punctuation, and a number from the second on. */
    private static Set<String> anchors(String text) {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .replaceAll("\\]\\([^)]*\\)", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .map(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    return before == 0 ? anchor : anchor + "-" + before;
                })
                .collect(Collectors.toSet());
    }
}
