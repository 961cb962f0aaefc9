package dev.floe.examples.support;

import java.io.IOException;

/** A full, controlling peer of Floe's: it offers, opens a data channel, and can be told what to do. */
public interface Peer extends AutoCloseable {
    /** Returns the version of what it is made with. */
    String version() throws Exception;

    /** Returns its offer; {@link #accept} must follow. */
    String offer() throws Exception;

    /** Takes the answer, and begins to connect. */
    void accept(String answer) throws Exception;

    /** Sends a text on its data channel, once that is open, and returns what comes back. */
    String echo(String text) throws Exception;

    /** Ends the connection as its user would. */
    void leave() throws Exception;

    /** Releases what is left of it. */
    @Override
    void close() throws IOException;
}
