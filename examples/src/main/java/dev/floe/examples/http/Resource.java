package dev.floe.examples.http;

import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NO_CONTENT;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What can be done at one path: a handler for each method, 405 for the others, and an answer to OPTIONS. Immutable. */
public final class Resource implements Handler {
    private final Map<String, Handler> methods;
    private final Response options;

    private Resource(Map<String, Handler> methods, Response options) {
        this.methods = methods;
        this.options = options;
    }

    /** Returns a resource at which nothing can be done yet but to ask with OPTIONS. */
    public static Resource empty() {
        return new Resource(Map.of(), Response.of(NO_CONTENT));
    }

    /** Returns this resource with one more method; GET brings HEAD with it. */
    public Resource on(String method, Handler handler) {
        Map<String, Handler> more = new LinkedHashMap<>(methods);
        more.put(method, handler);
        if (method.equals("GET")) {
            more.put("HEAD", handler);
        }
        return new Resource(more, options);
    }

    /** Returns this resource with a header field in its answer to OPTIONS. */
    public Resource says(CharSequence header, String value) {
        return new Resource(methods, options.header(header, value));
    }

    @Override
    public CompletionStage<? extends Reply> handle(Request request) {
        Handler handler = methods.get(request.method());
        if (handler != null) {
            return handler.handle(request);
        }
        if (request.method().equals("OPTIONS")) {
            return CompletableFuture.completedStage(options.header(HttpHeaderNames.ALLOW, allowed()));
        }
        return CompletableFuture.completedStage(Problem.of(METHOD_NOT_ALLOWED, "the method must be one of " + allowed())
                .header(HttpHeaderNames.ALLOW, allowed()));
    }

    private String allowed() {
        return methods.isEmpty() ? "OPTIONS" : String.join(", ", methods.keySet()) + ", OPTIONS";
    }
}
