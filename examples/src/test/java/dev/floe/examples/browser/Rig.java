package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Http;
import dev.floe.examples.support.NatNamespaces;
import dev.floe.examples.support.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The jar as a process, warm, and the browser that is to connect to it. */
final class Rig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    private final ServerProcess server;
    private final Http http;

    private final URI uri;

    private Rig(ServerProcess server) {
        this.server = server;
        this.uri = server.uri();
        this.http = new Http(uri);
    }

    private Rig(ServerProcess server, String token) {
        this.server = server;
        this.uri = server.uri().resolve("#token=" + token);
        this.http = new Http(server.uri(), Optional.of(token));
    }

    /** Starts a server, and has one page connect to it and leave. */
    static Rig warm() throws Exception {
        Rig rig = start();
        try (Chromium browser = rig.browser()) {
            rig.connect(browser);
        }
        return rig;
    }

    /** Starts a server. Skips the test, and says why, where there is no Chromium. */
    static Rig start(String... options) throws Exception {
        Chromium.find();
        return new Rig(ServerProcess.start(options));
    }

    /** Starts a server. Skips the test, and says why, where there is no Firefox. */
    static Rig forFirefox() throws Exception {
        Firefox.find();
        return new Rig(ServerProcess.start());
    }

    /** Starts a server beyond a NAT. */
    static Rig beyond(NatNamespaces nat, String token) throws IOException {
        String address = NatNamespaces.BEYOND;
        return new Rig(
                ServerProcess.startBy(nat.beyond(), "--http-host", address, "--address", address, "--token", token),
                token);
    }

    /** Starts a Chromium. */
    Chromium browser() throws Exception {
        return Chromium.start();
    }

    /** Opens the page, and returns it when it says that it is connected and has live figures. */
    Page connect(Browser browser) throws Exception {
        Page page = browser.open(uri);
        awaitConnected(page);
        return page;
    }

    /** Waits until the page says that it is connected and has live figures. */
    void awaitConnected(Page page) throws Exception {
        Await.until("a page that is connected", SOON, () -> page.text("state").equals("connected"));
        Await.until("live figures", SOON, () -> page.value("consent").equals("GRANTED"));
    }

    URI uri() {
        return uri;
    }

    Http http() {
        return http;
    }

    /** Returns what the server says about the page's session. */
    JsonNode session(Page page) throws IOException, InterruptedException {
        return session(page.evaluate("floe.ufrag").asText());
    }

    /** Returns what the server says about the session with this ufrag. */
    JsonNode session(String localUfrag) throws IOException, InterruptedException {
        return http.session(localUfrag).orElseThrow();
    }

    /** Returns how the session ended, as soon as it has. */
    JsonNode end(String localUfrag, Duration limit) throws Exception {
        return Await.found(
                "the session's end",
                limit,
                () -> Optional.of(session(localUfrag))
                        .filter(session -> session.path("end").isObject()));
    }

    /** Stops the server as SIGTERM does, and returns when it has stopped. */
    void terminate() throws InterruptedException {
        server.terminate();
    }

    @Override
    public void close() {
        server.close();
    }
}
