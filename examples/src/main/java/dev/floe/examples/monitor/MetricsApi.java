package dev.floe.examples.monitor;

import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.floe.examples.http.Resource;
import dev.floe.examples.http.Response;
import dev.floe.session.PeerSessions;
import dev.floe.session.metrics.PeerSessionsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;

/** Says what all sessions have counted together, in Prometheus' text format. */
public final class MetricsApi {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PeerSessionsMetrics metrics;
    private final Executor executor;

    /**
     * Makes the API.
     *
     * @param peers whose sessions
     * @param executor the HTTP service's thread
     */
    public MetricsApi(PeerSessions peers, Executor executor) {
        this.metrics = new PeerSessionsMetrics(peers);
        this.executor = executor;
        metrics.bindTo(registry);
    }

    /** Returns what is at {@code /metrics}. The sessions are asked first: reading must not wait on the HTTP service's thread. */
    public Resource text() {
        return Resource.empty()
                .on(
                        "GET",
                        request -> metrics.refresh()
                                .thenApplyAsync(
                                        fresh -> Response.of(OK).body(TEXT_FORMAT, registry.scrape()), executor));
    }
}
