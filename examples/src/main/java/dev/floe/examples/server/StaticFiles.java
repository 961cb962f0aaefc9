package dev.floe.examples.server;

import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.floe.examples.http.Handler;
import dev.floe.examples.http.Resource;
import dev.floe.examples.http.Response;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The page and what belongs to it: a fixed table, read from the jar once. */
final class StaticFiles {
    /** The page loads from here and nowhere else, and runs no script that is not a file. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<String> SCRIPTS = List.of(
            "main",
            "api",
            "session",
            "view",
            "chart",
            "wire",
            "words",
            "sdp",
            "data",
            "transfer",
            "sha256",
            "monitor",
            "history",
            "table",
            "detail",
            "video");

    private StaticFiles() {}

    /** Returns the files by path. */
    static Map<String, Handler> load() {
        Map<String, Handler> files = new LinkedHashMap<>();
        files.put("/", file("index.html", "text/html; charset=utf-8"));
        files.put("/floe.css", file("floe.css", "text/css; charset=utf-8"));
        for (String script : SCRIPTS) {
            files.put("/" + script + ".js", file(script + ".js", "text/javascript; charset=utf-8"));
        }
        files.put("/favicon.svg", file("favicon.svg", "image/svg+xml"));
        return files;
    }

    private static Resource file(String name, String mediaType) {
        Response response = Response.of(OK)
                .header(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .header(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .body(mediaType, read(name));
        return Resource.empty().on("GET", request -> CompletableFuture.completedStage(response));
    }

    private static byte[] read(String name) {
        try (InputStream file = StaticFiles.class.getResourceAsStream("page/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks page/" + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
