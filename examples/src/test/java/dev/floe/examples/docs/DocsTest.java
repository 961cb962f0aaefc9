package dev.floe.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.session.PeerSessions;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.session.metrics.PeerSessionsMetrics;
import dev.floe.status.DropReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what the documents say against the code. */
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)(?:\\(.*?\\))?`");
    private static final Pattern METER = Pattern.compile("`(floe(?:\\.[a-z]+)+)`");

    @TempDir
    Path classes;

    @Test
    void everyJavaBlockCompiles() throws IOException {
        Map<String, List<String>> faults = new TreeMap<>();
        int blocks = 0;
        for (Path document : documents()) {
            List<String> found = JavaBlocks.of(document);
            blocks += found.size();
            faults.put(document.getFileName().toString(), JavaBlocks.faults(found, classes));
        }
        faults.values().removeIf(List::isEmpty);

        assertEquals(Map.of(), faults);
        assertTrue(blocks >= 10, blocks + " blocks");
    }

    @Test
    void aJavaBlockThatDoesNotCompileIsFound() {
        assertEquals(
                1,
                JavaBlocks.faults(List.of("PeerSessions.builder().adress();\n"), classes)
                        .size());
        assertEquals(
                1,
                JavaBlocks.faults(List.of("import dev.floe.session.Peers;\n"), classes)
                        .size());
    }

    @Test
    void theReadmeCountsTheDropReasonsRight() throws IOException {
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("one of twenty reasons"));
        assertEquals(20, DropReason.values().length);
    }

    @Test
    void theTableOfMetersHasEachOfThemAndNoOther() throws IOException {
        Set<String> named = all(METER, ROOT.resolve("docs/metrics.md")).stream()
                .map(meter -> meter.group(1))
                .collect(Collectors.toSet());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (PeerSessions peers = PeerSessions.builder()
                .address(InetAddress.getLoopbackAddress())
                .dtls(BouncyCastleDtls.selfSigned())
                .build()) {
            new PeerSessionsMetrics(peers).bindTo(registry);
        }
        assertEquals(
                registry.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .collect(Collectors.toSet()),
                named);
    }

    @Test
    void everyMemberOfAClassOfOursThatIsNamedExists() throws IOException {
        Map<String, Path> sources = sources();
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult named : all(MEMBER, document)) {
                Path source = sources.get(named.group(1));
                if (source != null && !declares(source, named.group(2))) {
                    missing.add(document.getFileName() + ": " + named.group());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean declares(Path source, String member) throws IOException {
        return member.equals("values")
                || Pattern.compile("\\b" + member + "\\b")
                        .matcher(Files.readString(source))
                        .find();
    }

    private static List<MatchResult> all(Pattern pattern, Path document) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(document));
        return matcher.results().toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .collect(Collectors.toList());
        }
    }

    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new TreeMap<>();
        for (String module : List.of("core", "session", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                sources.put(file.getFileName().toString().replace(".java", ""), file));
            }
        }
        return sources;
    }
}
