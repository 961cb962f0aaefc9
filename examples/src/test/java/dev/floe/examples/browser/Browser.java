package dev.floe.examples.browser;

import java.io.IOException;
import java.net.URI;

/** A headless browser, remotely controlled. */
interface Browser extends AutoCloseable {
    /** Returns its version, in numbers. */
    String version();

    /** Opens a page in a tab of its own. */
    Page open(URI uri);

    /** Kills the browser, and throws its profile away. */
    @Override
    void close() throws IOException;
}
