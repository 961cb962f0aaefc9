package dev.floe.examples.server;

import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.options.UsageException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the browser server from the command line until the process is told to stop. */
public final class ServerCommand {
    private ServerCommand() {}

    /**
     * Runs the server. Returns when it has been stopped, with everything closed.
     *
     * @param args the options
     * @param out told where the page is, on one line
     * @throws UsageException if an option breaks its rule
     * @throws StartException if an address is not this machine's, or the port is taken
     */
    public static void run(List<String> args, PrintStream out) throws UsageException, StartException {
        ServerOptions options = ServerOptions.parse(args);
        BrowserServer server = BrowserServer.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "floe-stop"));
        out.println("Floe is listening on " + server.uri());
        out.flush();
        awaitStop(stopped);
    }

    private static void stop(BrowserServer server, CountDownLatch stopped) {
        server.close();
        stopped.countDown();
    }

    private static void awaitStop(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
