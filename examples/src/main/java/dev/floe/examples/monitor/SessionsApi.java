package dev.floe.examples.monitor;

import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.floe.examples.http.Json;
import dev.floe.examples.http.Problem;
import dev.floe.examples.http.Request;
import dev.floe.examples.http.Resource;
import dev.floe.examples.http.Response;
import dev.floe.examples.whip.SessionRegistry;
import dev.floe.examples.whip.WhipSession;
import dev.floe.session.SessionRecording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
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

    /**
     * Returns what is below {@code /sessions/}: one of them, with its timeline; with {@code .txt} behind its id its dump, with
     * {@code .pcapng} its recording.
     */
    public Resource single() {
        return Resource.empty().on("GET", this::get);
    }

    /** Returns what is at {@code /events}: all of them, once a second. */
    public Resource stream() {
        return Resource.empty().on("GET", events);
    }

    private CompletionStage<Response> get(Request request) {
        String name = request.lastSegment();
        int dot = name.indexOf('.');
        String id = dot < 0 ? name : name.substring(0, dot);
        String form = dot < 0 ? "" : name.substring(dot);
        return registry.find(id)
                .flatMap(session -> write(session, form))
                .orElseGet(() -> CompletableFuture.completedStage(
                        Problem.of(NOT_FOUND, "there is no such session, or it ended more than a minute ago")));
    }

    /** A recording is decoded to be written, which is no work for the session's event loop. */
    private Optional<CompletionStage<Response>> write(WhipSession session, String form) {
        return Optional.ofNullable(
                switch (form) {
                    case "" -> snapshots.detail(session).thenApply(SessionsApi::json);
                    case ".txt" -> session.peer().dump().thenApply(SessionsApi::text);
                    case ".pcapng" -> session.peer().recording().thenApplyAsync(SessionsApi::capture);
                    default -> null;
                });
    }

    private static Response json(Object value) {
        return Response.of(OK).body("application/json", Json.write(value));
    }

    private static Response text(String dump) {
        return Response.of(OK).body("text/plain; charset=utf-8", dump);
    }

    private static Response capture(SessionRecording recording) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            recording.writePcapng(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Response.of(OK).body("application/x-pcapng", file.toByteArray());
    }
}
