package dev.floe.examples.http;

import static io.netty.handler.codec.http.HttpResponseStatus.UNAUTHORIZED;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets requests pass that carry the Bearer token (RFC 6750). Compares in constant time. */
public final class TokenGuard implements Handler {
    private static final String SCHEME = "Bearer ";

    private final byte[] token;
    private final Handler next;

    /**
     * Makes a guard.
     *
     * @param token what a request must carry
     * @param next where requests go that pass
     */
    public TokenGuard(String token, Handler next) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.next = next;
    }

    @Override
    public CompletionStage<? extends Reply> handle(Request request) {
        Optional<String> credentials = request.header(HttpHeaderNames.AUTHORIZATION);
        return credentials.filter(this::isRight).isPresent()
                ? next.handle(request)
                : CompletableFuture.completedStage(refusal(credentials.isPresent()));
    }

    private boolean isRight(String credentials) {
        return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, credentials.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static Response refusal(boolean tried) {
        return Problem.of(UNAUTHORIZED, tried ? "the token is not the right one" : "a Bearer token is required")
                .header(
                        HttpHeaderNames.WWW_AUTHENTICATE,
                        "Bearer realm=\"floe\"" + (tried ? ", error=\"invalid_token\"" : ""));
    }
}
