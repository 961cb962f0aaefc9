package dev.floe.session.dtls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fuzzing has found stays found: the checked-in inputs, and some that are drawn from them. */
class DtlsIntakeTest {
    private static final int DRAWS = 200;
    private static final Path INPUTS = Path.of(
            System.getProperty("basedir", ""), "src", "test", "resources", "dev", "floe", "session", "dtls", "fuzz");

    @Test
    void findsNothing() throws IOException {
        List<byte[]> inputs = inputs();
        inputs.forEach(DtlsIntakeTarget::fuzzerTestOneInput);
        Random random = new Random(6347);
        for (int i = 0; i < DRAWS; i++) {
            byte[] drawn = inputs.get(random.nextInt(inputs.size())).clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                drawn[random.nextInt(drawn.length)] = (byte) random.nextInt(256);
            }
            DtlsIntakeTarget.fuzzerTestOneInput(
                    Arrays.copyOf(drawn, drawn.length - random.nextInt(2) * random.nextInt(drawn.length)));
        }
    }

    private static List<byte[]> inputs() throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(INPUTS)) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        return inputs;
    }
}
