package dev.floe.examples.monitor;

import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.floe.examples.http.Json;
import dev.floe.examples.http.Problem;
import dev.floe.examples.http.Request;
import dev.floe.examples.http.Resource;
import dev.floe.examples.http.Response;
import dev.floe.examples.whip.SessionRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/** Says what the sessions are doing. */
public final class SessionsApi {
    private final SessionRegistry registry;
    private final Snapshots snapshots;
    private final EventStream events;

    /**
     * Makes the API.
     *
     * @param registry knows the sessions
     * @param executor the HTTP service's thread
     */
    public SessionsApi(SessionRegistry registry, ScheduledExecutorService executor) {
        this.registry = registry;
        snapshots = new Snapshots(registry, executor);
        events = new EventStream(snapshots, executor);
    }

    /** Returns what is at {@code /sessions}: all of them. */
    public Resource list() {
        return Resource.empty().on("GET", request -> snapshots.all().thenApply(SessionsApi::json));
    }

    /** Returns what is below {@code /sessions/}: one of them. */
    public Resource single() {
        return Resource.empty().on("GET", this::get);
    }

    /** Returns what is at {@code /events}: all of them, once a second. */
    public Resource stream() {
        return Resource.empty().on("GET", events);
    }

    private CompletionStage<Response> get(Request request) {
        return registry.find(request.lastSegment())
                .map(session -> snapshots.one(session).thenApply(SessionsApi::json))
                .orElseGet(() -> CompletableFuture.completedStage(
                        Problem.of(NOT_FOUND, "there is no such session, or it ended more than a minute ago")));
    }

    private static Response json(Object value) {
        return Response.of(OK).body("application/json", Json.write(value));
    }
}
