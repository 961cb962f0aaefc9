package dev.floe.examples.server;

import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Http;
import java.util.ArrayList;
import java.util.List;

/** A server in this process, on a free port, whose sessions use the loopback address. */
final class TestServer implements AutoCloseable {
    private final BrowserServer server;
    private final Http http;

    private TestServer(BrowserServer server) {
        this.server = server;
        this.http = new Http(server.uri());
    }

    static TestServer start(String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of("--http-port", "0", "--address", "127.0.0.1"));
        args.addAll(List.of(options));
        return new TestServer(BrowserServer.start(ServerOptions.parse(args)));
    }

    Http http() {
        return http;
    }

    BrowserServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
