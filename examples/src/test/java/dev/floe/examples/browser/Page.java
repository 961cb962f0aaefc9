package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** One tab of a browser. */
interface Page {
    /** Returns what a JavaScript expression comes to; a promise is waited for. Fails if it throws. */
    JsonNode evaluate(String expression);

    /** Returns a text as a JavaScript literal. */
    static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    /** Closes the tab, as its user does: the page gets to say goodbye. Once is enough. */
    void close();

    /** Returns the text of the element with this id; empty while there is none. */
    default String text(String id) {
        return evaluate("document.getElementById('" + id + "')?.textContent ?? ''")
                .asText();
    }

    /** Returns the machine-readable value of the element with this id; empty while there is none. */
    default String value(String id) {
        return evaluate("document.getElementById('" + id + "')?.dataset.value ?? ''")
                .asText();
    }

    /** Clicks on the element with this id. */
    default void click(String id) {
        evaluate("document.getElementById('" + id + "').click()");
    }
}
