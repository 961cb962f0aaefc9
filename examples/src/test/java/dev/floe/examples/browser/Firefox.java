package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A headless Firefox of its own, over WebDriver BiDi. It takes candidates on addresses of the machine's, not on 127.0.0.1. */
final class Firefox implements Browser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BrowserProcess process;
    private final Remote remote;
    private final String version;

    private Firefox(BrowserProcess process, Remote remote) {
        this.process = process;
        this.remote = remote;
        ObjectNode wishes = JsonNodeFactory.instance.objectNode();
        wishes.putObject("capabilities");
        version = remote.call("session.new", wishes)
                .path("capabilities")
                .path("browserVersion")
                .asText();
    }

    /** Finds a browser. Skips the test, and says why, where there is none. */
    static Path find() {
        Optional<Path> executable = BrowserProcess.find("FLOE_FIREFOX", List.of("firefox-esr", "firefox"));
        Assumptions.assumeTrue(
                executable.isPresent(),
                "No Firefox found: install firefox-esr, or name the executable in FLOE_FIREFOX");
        return executable.orElseThrow();
    }

    /** Starts a browser and a session of WebDriver BiDi. Skips the test where there is none. */
    static Firefox start() throws Exception {
        Path executable = find();
        Path profile = Files.createTempDirectory("floe-firefox");
        BrowserProcess process = BrowserProcess.start(profile, command(executable, profile));
        Path server = profile.resolve("WebDriverBiDiServer.json");
        int port = process.found("Firefox's BiDi port", () -> port(server));
        return new Firefox(process, Remote.connect(URI.create("ws://127.0.0.1:" + port + "/session")));
    }

    private static List<String> command(Path executable, Path profile) {
        return List.of(
                executable.toString(),
                "--headless",
                "--no-remote",
                "--profile",
                profile.toString(),
                "--remote-debugging-port=0",
                "about:blank");
    }

    private static Optional<Integer> port(Path server) throws IOException {
        JsonNode written = Files.exists(server) ? JSON.readTree(Files.readString(server)) : JSON.missingNode();
        return Optional.of(written.path("ws_port").asInt()).filter(port -> port > 0);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Page open(URI uri) {
        JsonNode created = remote.call(
                "browsingContext.create", JsonNodeFactory.instance.objectNode().put("type", "tab"));
        FirefoxPage page = new FirefoxPage(remote, created.path("context").asText());
        page.navigate(uri);
        return page;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
