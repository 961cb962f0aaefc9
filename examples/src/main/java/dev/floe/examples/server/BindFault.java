package dev.floe.examples.server;

import dev.floe.examples.options.ServerOptions;
import java.io.IOException;
import java.util.Locale;

/** Explains why the HTTP port could not be bound. */
final class BindFault {
    private BindFault() {}

    static StartException explain(ServerOptions options, IOException fault) {
        String message = String.valueOf(fault.getMessage());
        String where = options.hostName() + " port " + options.http().getPort();
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return new StartException("--http-port: " + where + " is in use by another program", fault);
        }
        if (lower.contains("cannot assign")) {
            return new StartException(
                    "--http-host: " + options.hostName() + " is not an address of this machine", fault);
        }
        return new StartException("--http-port: cannot listen on " + where + " (" + message + ")", fault);
    }
}
