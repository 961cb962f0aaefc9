package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.server.BrowserServer;
import dev.floe.examples.support.Peer;
import java.io.IOException;
import java.util.List;

/** A connection of the test's own, made in the example server's page in a browser. */
public final class BrowserPeer implements Peer {
    private static final String OFFER = """
            (async () => {
              window.pc = new RTCPeerConnection();
              window.channel = pc.createDataChannel('first');
              window.opened = new Promise(yes => channel.onopen = yes);
              await pc.setLocalDescription();
              return pc.localDescription.sdp;
            })()
            """;
    private static final String ECHO = """
            opened.then(() => new Promise(yes => {
              channel.onmessage = event => yes(event.data);
              channel.send(%s);
            }))
            """;

    private final BrowserServer server;
    private final Browser browser;
    private final Page page;

    private BrowserPeer(Browser browser) throws Exception {
        this.browser = browser;
        this.server = BrowserServer.start(ServerOptions.parse(List.of("--http-port", "0")));
        this.page = browser.open(server.uri());
    }

    /** Opens the page in Chromium. Skips the test where there is none. */
    public static BrowserPeer chromium() throws Exception {
        return new BrowserPeer(Chromium.start());
    }

    /** Opens the page in Firefox. Skips the test where there is none. */
    public static BrowserPeer firefox() throws Exception {
        return new BrowserPeer(Firefox.start());
    }

    @Override
    public String version() {
        return browser.version();
    }

    @Override
    public String offer() {
        return page.evaluate(OFFER).asText();
    }

    @Override
    public void accept(String answer) {
        page.evaluate("pc.setRemoteDescription({ type: 'answer', sdp: " + quoted(answer) + " })");
    }

    @Override
    public String echo(String text) {
        return page.evaluate(ECHO.formatted(quoted(text))).asText();
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    @Override
    public void leave() {
        page.evaluate("pc.close()");
    }

    @Override
    public void close() throws IOException {
        browser.close();
        server.close();
    }
}
