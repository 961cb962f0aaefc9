package dev.floe.examples.server;

/** The server cannot run as the options demand. The message names the option and the reason, on one line. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
