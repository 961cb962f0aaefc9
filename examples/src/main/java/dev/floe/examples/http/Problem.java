package dev.floe.examples.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for people and programs (RFC 9457).
 *
 * @param type always {@code about:blank}: the status says what kind of problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what went wrong in this request, and what the rule is
 * @param field the part of the request that breaks the rule, where there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {

    /** Returns a response that says what went wrong. */
    public static Response of(HttpResponseStatus status, String detail) {
        return response(status, detail, null);
    }

    /** Returns a response that says what went wrong in which part of the request. */
    public static Response of(HttpResponseStatus status, String detail, String field) {
        return response(status, detail, field);
    }

    private static Response response(HttpResponseStatus status, String detail, @Nullable String field) {
        Problem problem = new Problem("about:blank", status.reasonPhrase(), status.code(), detail, field);
        return Response.of(status).body("application/problem+json", Json.write(problem));
    }
}
