package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.floe.examples.support.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium of its own, with a profile that is thrown away. */
final class Chromium implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Process process;
    private final Path profile;
    private final Cdp cdp;

    private Chromium(Process process, Path profile, Cdp cdp) {
        this.process = process;
        this.profile = profile;
        this.cdp = cdp;
    }

    /** Finds a browser: what the environment variable FLOE_CHROMIUM names, else the first of the usual names on the PATH. */
    static Optional<Path> find() {
        String named = System.getenv("FLOE_CHROMIUM");
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a browser and connects to its DevTools. */
    static Chromium start(Path executable) throws Exception {
        Path profile = Files.createTempDirectory("floe-chromium");
        Process process = new ProcessBuilder(command(executable, profile))
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        List<String> lines = Await.found("Chromium's DevTools port", START, () -> lines(process, profile, port));
        URI devTools = URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        return new Chromium(process, profile, Cdp.connect(devTools));
    }

    private static Optional<List<String>> lines(Process process, Path profile, Path port) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Chromium did not start: " + Files.readString(profile.resolve("output.log")));
        }
        return Optional.of(Files.exists(port) ? Files.readAllLines(port) : List.<String>of())
                .filter(lines -> lines.size() == 2);
    }

    private static List<String> command(Path executable, Path profile) {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "--headless=new", "--no-sandbox"));
        command.addAll(List.of("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-quic"));
        command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"));
        return command;
    }

    /** Opens a page in a tab of its own. */
    Page open(URI uri) {
        JsonNode target = cdp.call(
                "Target.createTarget", JsonNodeFactory.instance.objectNode().put("url", "about:blank"));
        String id = target.path("targetId").asText();
        JsonNode attached = cdp.call(
                "Target.attachToTarget",
                JsonNodeFactory.instance.objectNode().put("targetId", id).put("flatten", true));
        Page page = new Page(cdp, id, attached.path("sessionId").asText());
        page.navigate(uri);
        return page;
    }

    /** Kills the browser with all its processes, as SIGKILL does: it gets to say no goodbye. */
    void kill() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(Chromium::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
