package dev.floe.examples.whip;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.CONFLICT;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.NO_CONTENT;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.PRECONDITION_FAILED;
import static io.netty.handler.codec.http.HttpResponseStatus.PRECONDITION_REQUIRED;
import static io.netty.handler.codec.http.HttpResponseStatus.UNPROCESSABLE_ENTITY;
import static io.netty.handler.codec.http.HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE;

import dev.floe.examples.http.Problem;
import dev.floe.examples.http.Request;
import dev.floe.examples.http.Resource;
import dev.floe.examples.http.Response;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.RemoteDescription;
import dev.floe.sdp.SdpException;
import dev.floe.sdp.SdpFragment;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One session's URL: DELETE ends it, PATCH brings candidates or restarts ICE (RFC 9725 sections 4.2 and 4.3). */
public final class WhipResource {
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private static final String NO_FRAGMENT = "body: must be a fragment of SDP in UTF-8 (RFC 8840 section 9)";

    /** A request that is answered with a problem. */
    private static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Response response;

        Unacceptable(Response response) {
            this.response = response;
        }

        Response response() {
            return response;
        }
    }

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
        return registry.resource(request.lastSegment())
                .map(session -> session.inTurn(() -> patch(request, session)))
                .orElseGet(() -> CompletableFuture.completedStage(notFound()));
    }

    private static CompletionStage<Response> patch(Request request, WhipSession session) {
        try {
            Optional<IceCredentials> restart = restart(request, session);
            return restart.isPresent()
                    ? restart(session, restart.get())
                    : CompletableFuture.completedStage(Response.of(NO_CONTENT));
        } catch (Unacceptable bad) {
            return CompletableFuture.completedStage(bad.response());
        }
    }

    /**
     * Returns the peer's new credentials if the request restarts ICE. Candidates alone want nothing done: a lite agent answers the
     * peer's checks wherever they come from.
     */
    private static Optional<IceCredentials> restart(Request request, WhipSession session) throws Unacceptable {
        SdpFragment fragment = fragment(request, session);
        if (!restarts(fragment, session)) {
            return Optional.empty();
        }
        if (request.header(HttpHeaderNames.IF_MATCH).isEmpty()) {
            throw new Unacceptable(Problem.of(
                    PRECONDITION_REQUIRED, "If-Match: an ICE restart needs \"*\" or the entity tag", "If-Match"));
        }
        return fragment.credentials();
    }

    private static SdpFragment fragment(Request request, WhipSession session) throws Unacceptable {
        if (!request.hasMediaType(FRAGMENT)) {
            throw new Unacceptable(Problem.of(UNSUPPORTED_MEDIA_TYPE, "a fragment is " + FRAGMENT, "Content-Type")
                    .header("accept-patch", FRAGMENT));
        }
        if (!request.header(HttpHeaderNames.IF_MATCH)
                .map(condition -> matches(condition, session.entityTag()))
                .orElse(true)) {
            throw new Unacceptable(
                    Problem.of(PRECONDITION_FAILED, "the session's entity tag is another one", "If-Match"));
        }
        String text = Utf8.decode(request.body())
                .filter(body -> !body.isBlank())
                .orElseThrow(() -> new Unacceptable(Problem.of(BAD_REQUEST, NO_FRAGMENT, "body")));
        try {
            return SdpFragment.parse(text);
        } catch (SdpException malformed) {
            throw new Unacceptable(Problem.of(BAD_REQUEST, String.valueOf(malformed.getMessage()), malformed.field()));
        }
    }

    private static boolean restarts(SdpFragment fragment, WhipSession session) throws Unacceptable {
        try {
            return fragment.restarts(agreed(session).credentials());
        } catch (SdpException broken) {
            throw new Unacceptable(
                    Problem.of(UNPROCESSABLE_ENTITY, String.valueOf(broken.getMessage()), broken.field()));
        }
    }

    private static CompletionStage<Response> restart(WhipSession session, IceCredentials remote) {
        return session.peer()
                .restart(remote)
                .thenApply(local -> Response.of(OK)
                        .header(HttpHeaderNames.ETAG, session.renewEntityTag())
                        .body(FRAGMENT, local.fragment(agreed(session))))
                .exceptionally(over -> Problem.of(CONFLICT, "the session has ended"));
    }

    private static RemoteDescription agreed(WhipSession session) {
        return session.peer().remoteDescription().orElseThrow();
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
