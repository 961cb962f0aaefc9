package dev.floe.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** One tab of Chromium's. */
final class ChromiumPage implements Page {
    /** On what the page is shown. */
    enum Look {
        LIGHT("light", 1280, 1000),
        DARK("dark", 1280, 1000),
        PHONE("dark", 390, 844);

        private final String scheme;
        private final int width;
        private final int height;

        Look(String scheme, int width, int height) {
            this.scheme = scheme;
            this.width = width;
            this.height = height;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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

    /** Shows the page as on another device. */
    void look(Look look) {
        ObjectNode media = parameters();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", look.scheme);
        call("Emulation.setEmulatedMedia", media);
        call(
                "Emulation.setDeviceMetricsOverride",
                parameters()
                        .put("width", look.width)
                        .put("height", look.height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", look == Look.PHONE));
    }

    /** Writes what is to be seen as a PNG file. */
    void picture(Path file) throws IOException {
        evaluate("new Promise(yes => requestAnimationFrame(yes))");
        evaluate(
                "Promise.allSettled(document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished))"
                        + ".then(() => true)");
        byte[] png = call("Page.captureScreenshot", parameters().put("format", "png"))
                .path("data")
                .binaryValue();
        Files.write(file, png);
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
