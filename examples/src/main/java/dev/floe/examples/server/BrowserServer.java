package dev.floe.examples.server;

import dev.floe.examples.http.Handler;
import dev.floe.examples.http.HostGuard;
import dev.floe.examples.http.HttpService;
import dev.floe.examples.http.Limits;
import dev.floe.examples.http.Router;
import dev.floe.examples.http.TokenGuard;
import dev.floe.examples.monitor.MetricsApi;
import dev.floe.examples.monitor.SessionsApi;
import dev.floe.examples.options.PortRange;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.video.VideoEcho;
import dev.floe.examples.whip.SessionRegistry;
import dev.floe.examples.whip.WhipEndpoint;
import dev.floe.examples.whip.WhipResource;
import dev.floe.session.PeerSessions;
import dev.floe.session.dtls.BouncyCastleDtls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The browser server: the page, the WHIP endpoint and the live view, over one {@link PeerSessions}. Thread-safe. */
public final class BrowserServer implements AutoCloseable {
    private static final int CLOSE_SECONDS = 3;
    /** For the page's timeline. */
    private static final int RECORDED = 100;

    private final PeerSessions peers;
    private final HttpService http;
    private final URI uri;

    private BrowserServer(PeerSessions peers, HttpService http, URI uri) {
        this.peers = peers;
        this.http = http;
        this.uri = uri;
    }

    /**
     * Starts a server. It takes requests when this returns.
     *
     * @throws StartException if an address is not this machine's, or the port is taken
     */
    public static BrowserServer start(ServerOptions options) throws StartException {
        PeerSessions peers = peers(options);
        HttpService http = new HttpService(Limits.DEFAULT);
        try {
            InetSocketAddress bound = http.listen(options.http(), handler(options, peers, http));
            return new BrowserServer(peers, http, uri(options, bound));
        } catch (IOException refused) {
            http.close();
            peers.close();
            throw BindFault.explain(options, refused);
        }
    }

    private static PeerSessions peers(ServerOptions options) throws StartException {
        VideoEcho echo = new VideoEcho();
        PeerSessions.Builder builder = PeerSessions.builder()
                .address(options.address())
                .dtls(BouncyCastleDtls.selfSigned())
                .media(echo, echo)
                .connectTimeout(options.connectTimeout())
                .maxSessions(options.maxSessions())
                .recorder(RECORDED);
        options.advertise().ifPresent(builder::advertise);
        if (options.ports().isPresent()) {
            PortRange ports = options.ports().get();
            builder.ports(ports.first(), ports.last());
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException refused) {
            throw new StartException("--" + refused.getMessage(), refused);
        } catch (UncheckedIOException refused) {
            throw new StartException("--address: no socket can be opened (" + refused.getMessage() + ")", refused);
        }
    }

    private static Handler handler(ServerOptions options, PeerSessions peers, HttpService http) {
        SessionRegistry registry = new SessionRegistry();
        SessionsApi sessions = new SessionsApi(registry, http.executor());
        Map<String, Handler> table = new LinkedHashMap<>(StaticFiles.load());
        Router files = new Router(table);
        table.put("/whip", new WhipEndpoint(peers, registry, new Echo()).resource());
        table.put("/whip/*", new WhipResource(registry).resource());
        table.put("/sessions", sessions.list());
        table.put("/sessions/*", sessions.single());
        table.put("/events", sessions.stream());
        table.put("/metrics", new MetricsApi(peers, http.executor()).text());
        Handler all = new Router(table);
        Handler guarded = options.token()
                .<Handler>map(token -> new TokenGuard(token, all))
                .orElse(all);
        return new HostGuard(
                HostNames.of(options),
                request -> request.isGet() && files.knows(request.path())
                        ? files.handle(request)
                        : guarded.handle(request));
    }

    private static URI uri(ServerOptions options, InetSocketAddress bound) {
        String host = options.hostName();
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return URI.create("http://" + (bare ? "[" + host + "]" : host) + ":" + bound.getPort() + "/");
    }

    /** Returns where the page is. */
    public URI uri() {
        return uri;
    }

    /**
     * Closes every session in order, so that each browser is told, and then the server. Waits for that, some seconds at
     * most.
     */
    @Override
    public void close() {
        CompletableFuture<Void> closed = peers.closeAsync().toCompletableFuture();
        closed.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
        http.close();
    }
}
