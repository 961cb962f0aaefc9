package dev.floe.examples.browser;

import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.server.BrowserServer;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Peer;
import java.io.IOException;
import java.time.Duration;
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

    private static final String TRANSFER = """
            opened.then(() => {
              const message = i => Uint8Array.from({ length: %2$d }, (_, k) => (k * 31 + i * 7 + (k >> 8)) & 255);
              const same = (a, b) => a.length === b.length && a.every((byte, k) => byte === b[k]);
              window.transfer = { back: 0, wrong: 0 };
              channel.binaryType = 'arraybuffer';
              channel.onmessage = event => {
                if (!same(new Uint8Array(event.data), message(transfer.back))) transfer.wrong++;
                transfer.back++;
              };
              for (let i = 0; i < %1$d; i++) channel.send(message(i));
            })
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
        page.evaluate("pc.setRemoteDescription({ type: 'answer', sdp: " + Page.quoted(answer) + " })");
    }

    @Override
    public String echo(String text) {
        return page.evaluate(ECHO.formatted(Page.quoted(text))).asText();
    }

    /** Sends that many messages of that many bytes, and returns when as many came back, each as it was sent and in its turn. */
    public void transfer(int messages, int bytes, Duration limit) throws Exception {
        page.evaluate("void " + TRANSFER.formatted(messages, bytes));
        Await.until(messages + " messages of " + bytes + " bytes", limit, () -> transferred("back") == messages);
        if (transferred("wrong") > 0) {
            throw new AssertionError(transferred("wrong") + " of " + messages + " messages came back wrong");
        }
    }

    private int transferred(String what) {
        return page.evaluate("window.transfer?." + what + " ?? 0").asInt();
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
