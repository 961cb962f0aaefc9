package dev.floe.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertEquals(
                String.join("\n", Files.readAllLines(file)),
                String.join("\n", api),
                "The API has changed. If that was the intention: mvn test -pl examples -am -Dtest=ApiTest -Dapi.write=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false, and a line in CHANGELOG.md");
    }
}
