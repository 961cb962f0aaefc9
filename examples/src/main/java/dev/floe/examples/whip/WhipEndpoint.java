package dev.floe.examples.whip;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.CREATED;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;
import static io.netty.handler.codec.http.HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE;

import dev.floe.examples.http.Handler;
import dev.floe.examples.http.Problem;
import dev.floe.examples.http.Request;
import dev.floe.examples.http.Resource;
import dev.floe.examples.http.Response;
import dev.floe.sdp.SdpException;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.PortsExhaustedException;
import dev.floe.session.SessionListener;
import dev.floe.session.TooManySessionsException;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Takes offers (RFC 9725 section 4.2). */
public final class WhipEndpoint implements Handler {
    private static final String SDP = "application/sdp";
    private static final String RETRY_SECONDS = "5";

    private final PeerSessions peers;
    private final SessionRegistry registry;
    private final SessionListener listener;

    /**
     * Makes the endpoint.
     *
     * @param peers makes the sessions
     * @param registry remembers them
     * @param listener hears what happens to them
     */
    public WhipEndpoint(PeerSessions peers, SessionRegistry registry, SessionListener listener) {
        this.peers = peers;
        this.registry = registry;
        this.listener = listener;
    }

    /** Returns what is at {@code /whip}. */
    public Resource resource() {
        return Resource.empty().on("POST", this).says("accept-post", SDP);
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        if (!request.hasMediaType(SDP)) {
            return CompletableFuture.completedStage(
                    Problem.of(UNSUPPORTED_MEDIA_TYPE, "an offer is " + SDP, "Content-Type")
                            .header("accept-post", SDP));
        }
        Optional<String> offer = Utf8.decode(request.body());
        return offer.isPresent()
                ? accept(offer.get())
                : CompletableFuture.completedStage(
                        Problem.of(BAD_REQUEST, "body: must be UTF-8 (RFC 8866 section 4.5)", "body"));
    }

    private CompletionStage<Response> accept(String offer) {
        return peers.accept(offer, listener).thenApply(this::created).exceptionally(WhipEndpoint::refusal);
    }

    private Response created(PeerSession peer) {
        WhipSession session = new WhipSession(peer, Secrets.draw());
        registry.add(session);
        return Response.of(CREATED)
                .header(HttpHeaderNames.LOCATION, "/whip/" + session.token())
                .header(HttpHeaderNames.ETAG, session.entityTag())
                .body(SDP, peer.answer());
    }

    private static Response refusal(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof SdpException bad) {
            return Problem.of(BAD_REQUEST, String.valueOf(bad.getMessage()), bad.field());
        }
        boolean full = cause instanceof PortsExhaustedException || cause instanceof TooManySessionsException;
        if (full || cause instanceof IOException) { // IOException: no socket could be opened or bound
            return Problem.of(SERVICE_UNAVAILABLE, String.valueOf(cause.getMessage()))
                    .header(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        throw new CompletionException(cause);
    }
}
