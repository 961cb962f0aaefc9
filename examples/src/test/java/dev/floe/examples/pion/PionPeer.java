package dev.floe.examples.pion;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The program of {@code src/test/pion}, built by the Go that is on the machine, with Debian's package of pion. */
final class PionPeer implements AutoCloseable {
    private static final int SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    private PionPeer(Process process) {
        this.process = process;
        this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static PionPeer start(Path directory) throws IOException, InterruptedException {
        Path program = directory.resolve("pion-peer");
        ProcessBuilder build =
                new ProcessBuilder("go", "build", "-o", program.toString(), "src/test/pion/main.go").inheritIO();
        build.environment().put("GO111MODULE", "off");
        build.environment().put("GOPATH", "/usr/share/gocode");
        build.environment().put("GOCACHE", directory.resolve("cache").toString());
        Process building = build.start();
        if (!building.waitFor(SECONDS, TimeUnit.SECONDS) || !Files.isExecutable(program)) {
            throw new IOException("go could not build it: golang-go and golang-github-pion-webrtc.v3-dev are needed");
        }
        return new PionPeer(new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns its offer; {@link #accept} must follow. */
    String offer() throws IOException {
        in.println("connect");
        return JSON.readValue(out.readLine(), String.class);
    }

    void accept(String answer) throws IOException {
        in.println(JSON.writeValueAsString(answer));
    }

    /** Has it do something, and returns what it says of it. */
    String ask(String what) throws IOException {
        in.println(what);
        String line = out.readLine();
        while (line != null && line.startsWith("state")) {
            line = out.readLine();
        }
        return String.valueOf(line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
