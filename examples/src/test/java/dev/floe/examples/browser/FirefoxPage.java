package dev.floe.examples.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;

/** One tab of Firefox's. */
final class FirefoxPage implements Page {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Remote remote;
    private final String context;
    private boolean closed;

    FirefoxPage(Remote remote, String context) {
        this.remote = remote;
        this.context = context;
    }

    void navigate(URI uri) {
        remote.call(
                "browsingContext.navigate",
                parameters().put("context", context).put("url", uri.toString()).put("wait", "complete"));
    }

    /** What BiDi calls a value is a tree of types: here a value travels as JSON in one string. */
    @Override
    public JsonNode evaluate(String expression) {
        ObjectNode parameters = parameters()
                .put("expression", "(async () => JSON.stringify(await (" + expression + ")) ?? 'null')()")
                .put("awaitPromise", true);
        parameters.putObject("target").put("context", context);
        JsonNode answer = remote.call("script.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return parse(answer.path("result").path("value").asText());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        remote.call("browsingContext.close", parameters().put("context", context));
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }
}
