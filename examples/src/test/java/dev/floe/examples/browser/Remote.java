package dev.floe.examples.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A browser, over one WebSocket: commands and their answers, which the Chrome DevTools Protocol and WebDriver BiDi write alike. Events are
 * not listened to.
 */
final class Remote implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;
    private int lastId;

    private Remote() {}

    static Remote connect(URI server) {
        Remote remote = new Remote();
        remote.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(server, remote)
                .join();
        return remote;
    }

    /** Sends a command to the browser, and waits for its answer. */
    JsonNode call(String method, ObjectNode parameters) {
        return call(method, parameters, Optional.empty());
    }

    /** Sends a command to a page, and waits for its answer. */
    JsonNode call(String method, ObjectNode parameters, Optional<String> session) {
        JsonNode answer = send(method, parameters, session)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .join();
        if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private synchronized CompletableFuture<JsonNode> send(
            String method, ObjectNode parameters, Optional<String> session) {
        int id = ++lastId;
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", parameters);
        session.ifPresent(name -> command.put("sessionId", name));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        if (socket != null) {
            socket.sendText(command.toString(), true).join();
        }
        return answer;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = parse(partial.toString());
            partial.setLength(0);
            CompletableFuture<JsonNode> waiting =
                    pending.remove(message.path("id").asInt(0));
            if (waiting != null) {
                waiting.complete(message);
            }
        }
        from.request(1);
        return null;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
