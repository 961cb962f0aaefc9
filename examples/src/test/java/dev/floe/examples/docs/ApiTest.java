package dev.floe.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change of the public API is seen as a change of the module's {@code api.txt}. */
class ApiTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"core", "session"})
    void isWhatTheFileSays(String module) throws Exception {
        Path file = ROOT.resolve(module).resolve("api.txt");
        List<String> api = PublicApi.of(ROOT.resolve(module).resolve("target/classes"));
        if (Boolean.getBoolean("api.write")) {
            Files.write(file, api);
        }
        List<String> written = Files.readAllLines(file);
        assertEquals(
                List.of(),
                Stream.concat(without(written, api, "gone: "), without(api, written, "new: "))
                        .toList(),
                "The API has changed. If that was the intention: mvn test -pl examples -am -Dtest=ApiTest -Dapi.write=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false, and a line in CHANGELOG.md");
        assertEquals(written, api);
    }

    private static Stream<String> without(List<String> lines, List<String> others, String mark) {
        Set<String> known = new HashSet<>(others);
        return lines.stream().filter(line -> !known.contains(line)).map(line -> mark + line);
    }
}
