package dev.floe.examples.whip;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.NO_CONTENT;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.PRECONDITION_FAILED;
import static io.netty.handler.codec.http.HttpResponseStatus.UNPROCESSABLE_ENTITY;
import static io.netty.handler.codec.http.HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE;

import dev.floe.examples.http.Problem;
import dev.floe.examples.http.Request;
import dev.floe.examples.http.Resource;
import dev.floe.examples.http.Response;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One session's URL: DELETE ends it, PATCH brings candidates (RFC 9725 sections 4.2 and 4.3). */
public final class WhipResource {
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private final SessionRegistry registry;

    /**
     * Makes the handler of all sessions' URLs.
     *
     * @param registry knows them
     */
    public WhipResource(SessionRegistry registry) {
        this.registry = registry;
    }

    /** Returns what is below {@code /whip/}. */
    public Resource resource() {
        return Resource.empty()
                .on("DELETE", this::delete)
                .on("PATCH", this::patch)
                .says("accept-patch", FRAGMENT);
    }

    private CompletionStage<Response> delete(Request request) {
        return registry.removeResource(request.lastSegment())
                .map(session -> session.peer().close().thenApply(end -> Response.of(OK)))
                .orElseGet(() -> CompletableFuture.completedStage(notFound()));
    }

    private CompletionStage<Response> patch(Request request) {
        return CompletableFuture.completedStage(registry.resource(request.lastSegment())
                .map(session -> patch(request, session))
                .orElseGet(WhipResource::notFound));
    }

    private static Response patch(Request request, WhipSession session) {
        if (!request.hasMediaType(FRAGMENT)) {
            return Problem.of(UNSUPPORTED_MEDIA_TYPE, "a fragment is " + FRAGMENT, "Content-Type")
                    .header("accept-patch", FRAGMENT);
        }
        Optional<String> condition = request.header(HttpHeaderNames.IF_MATCH);
        if (condition.isPresent() && !matches(condition.get(), session.entityTag())) {
            return Problem.of(PRECONDITION_FAILED, "the session's entity tag is another one", "If-Match");
        }
        return Utf8.decode(request.body())
                .map(IceLines::of)
                .filter(IceLines::hasAttributes)
                .map(fragment -> apply(fragment, session))
                .orElseGet(() -> Problem.of(
                        BAD_REQUEST, "body: must be a fragment of SDP in UTF-8 (RFC 8840 section 9)", "body"));
    }

    /** A lite agent has no use for candidates: it answers the peer's checks wherever they come from. */
    private static Response apply(IceLines fragment, WhipSession session) {
        return fragment.belongTo(session.offer())
                ? Response.of(NO_CONTENT)
                : Problem.of(
                        UNPROCESSABLE_ENTITY,
                        "a=ice-ufrag: must be the offer's; an ICE restart is not yet supported",
                        "a=ice-ufrag");
    }

    /** If-Match compares strongly, so a weak tag never matches (RFC 9110 section 13.1.1). */
    private static boolean matches(String condition, String entityTag) {
        return Arrays.stream(condition.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
    }

    private static Response notFound() {
        return Problem.of(NOT_FOUND, "there is no such session, or it was ended");
    }
}
