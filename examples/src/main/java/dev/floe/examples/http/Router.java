package dev.floe.examples.http;

import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the resource of a path in a fixed table; 404 for all others. Immutable. */
public final class Router implements Handler {
    private final Map<String, Handler> resources;

    /**
     * Makes a router.
     *
     * @param resources by path; a path that ends with {@code "/*"} stands for all that have one more, non-empty segment
     *     there
     */
    public Router(Map<String, Handler> resources) {
        this.resources = Map.copyOf(resources);
    }

    /** Returns whether there is something at the path. */
    public boolean knows(String path) {
        return find(path).isPresent();
    }

    @Override
    public CompletionStage<? extends Reply> handle(Request request) {
        Optional<Handler> resource = find(request.path());
        return resource.isPresent()
                ? resource.get().handle(request)
                : CompletableFuture.completedStage(Problem.of(NOT_FOUND, "there is nothing here"));
    }

    private Optional<Handler> find(String path) {
        Handler exact = path.endsWith("*") ? null : resources.get(path);
        return exact != null ? Optional.of(exact) : Optional.ofNullable(resources.get(pattern(path)));
    }

    private static String pattern(String path) {
        int slash = path.lastIndexOf('/');
        return slash == path.length() - 1 ? "" : path.substring(0, slash + 1) + "*";
    }
}
