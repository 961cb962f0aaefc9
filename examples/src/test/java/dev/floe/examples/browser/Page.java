package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/** One tab. */
final class Page {
    private final Cdp cdp;
    private final String target;
    private final Optional<String> session;
    private boolean closed;

    Page(Cdp cdp, String target, String session) {
        this.cdp = cdp;
        this.target = target;
        this.session = Optional.of(session);
    }

    void navigate(URI uri) {
        call("Page.navigate", parameters().put("url", uri.toString()));
    }

    /** Returns what a JavaScript expression comes to; a promise is waited for. Fails if it throws. */
    JsonNode evaluate(String expression) {
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

    /** Returns the text of the element with this id; empty while there is none. */
    String text(String id) {
        return evaluate("document.getElementById('" + id + "')?.textContent ?? ''")
                .asText();
    }

    /** Returns the machine-readable value of the element with this id; empty while there is none. */
    String value(String id) {
        return evaluate("document.getElementById('" + id + "')?.dataset.value ?? ''")
                .asText();
    }

    /** Clicks on the element with this id. */
    void click(String id) {
        evaluate("document.getElementById('" + id + "').click()");
    }

    /** Closes the tab, as its user does: the page gets to say goodbye. Once is enough. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        cdp.call("Target.closeTarget", parameters().put("targetId", target));
    }

    JsonNode call(String method, ObjectNode parameters) {
        return cdp.call(method, parameters, session);
    }

    static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }
}
