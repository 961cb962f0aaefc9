package dev.floe.session;

/** Every port of the range is in use. */
public final class PortsExhaustedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortsExhaustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
