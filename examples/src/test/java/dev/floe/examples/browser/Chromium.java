package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium of its own, over the Chrome DevTools Protocol. */
final class Chromium implements Browser {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final BrowserProcess process;
    private final Remote remote;

    private Chromium(BrowserProcess process, Remote remote) {
        this.process = process;
        this.remote = remote;
    }

    /** Finds a browser. Skips the test, and says why, where there is none. */
    static Path find() {
        Optional<Path> executable = BrowserProcess.find("FLOE_CHROMIUM", NAMES);
        Assumptions.assumeTrue(
                executable.isPresent(),
                "No Chromium found: install chromium or google-chrome, or name the executable in FLOE_CHROMIUM");
        return executable.orElseThrow();
    }

    /** Starts a browser and connects to its DevTools. Skips the test where there is none. */
    static Chromium start(String... switches) throws Exception {
        Path executable = find();
        Path profile = Files.createTempDirectory("floe-chromium");
        BrowserProcess process = BrowserProcess.start(profile, command(executable, profile, switches));
        Path port = profile.resolve("DevToolsActivePort");
        List<String> lines = process.found("Chromium's DevTools port", () -> lines(port));
        return new Chromium(process, Remote.connect(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1))));
    }

    private static Optional<List<String>> lines(Path port) throws IOException {
        return Optional.of(Files.exists(port) ? Files.readAllLines(port) : List.<String>of())
                .filter(lines -> lines.size() == 2);
    }

    private static List<String> command(Path executable, Path profile, String... switches) {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "--headless=new", "--no-sandbox"));
        command.addAll(List.of("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-quic"));
        command.addAll(List.of(switches));
        command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"));
        return command;
    }

    @Override
    public String version() {
        String product = remote.call("Browser.getVersion", JsonNodeFactory.instance.objectNode())
                .path("product")
                .asText();
        return product.substring(product.indexOf('/') + 1);
    }

    @Override
    public ChromiumPage open(URI uri) {
        JsonNode target = remote.call(
                "Target.createTarget", JsonNodeFactory.instance.objectNode().put("url", "about:blank"));
        String id = target.path("targetId").asText();
        JsonNode attached = remote.call(
                "Target.attachToTarget",
                JsonNodeFactory.instance.objectNode().put("targetId", id).put("flatten", true));
        ChromiumPage page =
                new ChromiumPage(remote, id, attached.path("sessionId").asText());
        page.navigate(uri);
        return page;
    }

    /** Kills the browser with all its processes, as SIGKILL does: it gets to say no goodbye. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
