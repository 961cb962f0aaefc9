package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/** One tab of Chromium's. */
final class ChromiumPage implements Page {
    private final Remote remote;
    private final String target;
    private final Optional<String> session;
    private boolean closed;

    ChromiumPage(Remote remote, String target, String session) {
        this.remote = remote;
        this.target = target;
        this.session = Optional.of(session);
    }

    void navigate(URI uri) {
        call("Page.navigate", parameters().put("url", uri.toString()));
    }

    @Override
    public JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                parameters()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        remote.call("Target.closeTarget", parameters().put("targetId", target));
    }

    private JsonNode call(String method, ObjectNode parameters) {
        return remote.call(method, parameters, session);
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }
}
