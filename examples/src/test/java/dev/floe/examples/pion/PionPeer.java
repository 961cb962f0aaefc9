package dev.floe.examples.pion;

import dev.floe.examples.support.LinePeer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The program of {@code src/test/pion}, built by the Go that is on the machine, with Debian's package of pion. */
public final class PionPeer extends LinePeer {
    private static final int SECONDS = 180;
    private static final String PACKAGE = "golang-github-pion-webrtc.v3-dev";
    private static final Path SOURCES = Path.of("/usr/share/gocode");

    private PionPeer(Path program) throws IOException {
        super(program.toString());
    }

    /** Builds the program and starts it. Skips the test where Go or pion is missing. */
    public static PionPeer start() throws Exception {
        boolean here = Files.exists(SOURCES.resolve("src/github.com/pion/webrtc"))
                && Files.isExecutable(Path.of("/usr/bin/go"));
        Assumptions.assumeTrue(here, "No pion found: install golang-go and " + PACKAGE);
        Path program = Path.of("target", "pion", "peer").toAbsolutePath();
        build(program);
        return new PionPeer(program);
    }

    private static void build(Path program) throws IOException, InterruptedException {
        Files.createDirectories(program.getParent());
        File log = program.resolveSibling("build.log").toFile();
        ProcessBuilder build = new ProcessBuilder("go", "build", "-o", program.toString(), "src/test/pion/main.go")
                .redirectErrorStream(true)
                .redirectOutput(log);
        build.environment().put("GO111MODULE", "off");
        build.environment().put("GOPATH", SOURCES.toString());
        build.environment().put("GOCACHE", program.resolveSibling("cache").toString());
        Process building = build.start();
        if (!building.waitFor(SECONDS, TimeUnit.SECONDS) || building.exitValue() != 0) {
            building.destroyForcibly();
            throw new IOException("go could not build the peer: " + Files.readString(log.toPath()));
        }
    }

    /** The library does not say: its package does. */
    @Override
    public String version() throws Exception {
        Process query = new ProcessBuilder("dpkg-query", "--show", "--showformat", "${Version}", PACKAGE).start();
        return new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
