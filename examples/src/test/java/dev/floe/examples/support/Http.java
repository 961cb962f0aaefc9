package dev.floe.examples.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls a server. */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final Optional<String> token;

    public Http(URI base) {
        this(base, Optional.empty());
    }

    /** Calls a server that wants a token. */
    public Http(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** Returns the beginning of a request to a path. */
    public HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    public HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return send(to(path).method(method, BodyPublishers.noBody()));
    }

    public HttpResponse<String> call(String method, String path, String mediaType, String body)
            throws IOException, InterruptedException {
        return call(method, path, mediaType, BodyPublishers.ofString(body));
    }

    public HttpResponse<String> call(String method, String path, String mediaType, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", mediaType).method(method, body));
    }

    public HttpResponse<String> offer(String sdp) throws IOException, InterruptedException {
        return call("POST", "/whip", "application/sdp", sdp);
    }

    /** Returns what {@code GET /sessions} says. */
    public JsonNode sessions() throws IOException, InterruptedException {
        return json(get("/sessions"));
    }

    /** Returns what {@code GET /sessions} says about the session with this ufrag of the server's. */
    public Optional<JsonNode> session(String localUfrag) throws IOException, InterruptedException {
        for (JsonNode session : sessions()) {
            if (session.path("localUfrag").asText().equals(localUfrag)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
