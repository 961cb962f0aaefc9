package dev.floe.examples.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** A whole response. Immutable. */
public final class Response implements Reply {
    private static final byte[] NOTHING = {};

    private final HttpResponseStatus status;
    private final HttpHeaders headers;
    private final byte[] body;

    private Response(HttpResponseStatus status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Returns a response without a body. */
    public static Response of(HttpResponseStatus status) {
        return new Response(status, new DefaultHttpHeaders(), NOTHING);
    }

    /** Returns this response with one more header field. */
    public Response header(CharSequence name, String value) {
        return new Response(status, headers.copy().set(name, value), body);
    }

    /** Returns this response with a body of the given media type. */
    public Response body(String mediaType, byte[] bytes) {
        return new Response(status, headers.copy().set(HttpHeaderNames.CONTENT_TYPE, mediaType), bytes.clone());
    }

    /** Returns this response with a body of the given media type, in UTF-8. */
    public Response body(String mediaType, String text) {
        return body(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponseStatus status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    byte[] bytes() {
        return body;
    }
}
