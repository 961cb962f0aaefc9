package dev.floe.examples;

import dev.floe.examples.decode.DecodeCommand;
import dev.floe.examples.embedding.SmallestEmbedding;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.options.UsageException;
import dev.floe.examples.server.ServerCommand;
import dev.floe.examples.server.StartException;
import java.util.List;

/** The runnable jar's entry point: without a verb it serves the page. */
public final class Main {
    private static final int BAD_USAGE = 2;
    private static final String USAGE = """
            Usage: java -jar floe-examples.jar [server] [options]
                     serves a page by which a browser connects through a Floe session
                   java -jar floe-examples.jar embedding UFRAG PASSWORD FINGERPRINT
                     runs the smallest embedding: prints the lines of the answer and waits
                   java -jar floe-examples.jar decode HEX|FILE|- [--password PASSWORD]...
                     prints a STUN message, or those of a pcap or pcapng file, attribute by attribute;
                     exits with 1 if one is malformed, its fingerprint is wrong, or no PASSWORD fits

            Options of the server:
            %s
              --help                     this text
            """;

    private Main() {}

    /**
     * Runs a verb. A bad option, a port in use or an address that is not this machine's end with one line and exit code
     * 2; a decoded message that is wrong ends with 1.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        List<String> line = List.of(args);
        if (line.contains("--help")) {
            System.out.print(usage());
            return;
        }
        try {
            int exit = run(line);
            if (exit != 0) {
                System.exit(exit);
            }
        } catch (UsageException bad) {
            System.err.println("floe: " + bad.getMessage());
            System.err.print(usage());
            System.exit(BAD_USAGE);
        } catch (StartException refused) {
            System.err.println("floe: " + refused.getMessage());
            System.exit(BAD_USAGE);
        }
    }

    private static int run(List<String> line) throws UsageException, StartException {
        String verb = line.isEmpty() || line.get(0).startsWith("-") ? "" : line.get(0);
        List<String> rest = verb.isEmpty() ? line : line.subList(1, line.size());
        switch (verb) {
            case "", "server" -> ServerCommand.run(rest, System.out);
            case "embedding" -> embed(rest);
            case "decode" -> {
                return DecodeCommand.run(rest, System.in, System.out);
            }
            default -> throw new UsageException(verb, "there is no such verb; there are server, embedding and decode");
        }
        return 0;
    }

    private static void embed(List<String> rest) throws UsageException {
        if (rest.size() != 3) {
            throw new UsageException("embedding", "needs the offer's UFRAG, PASSWORD and FINGERPRINT");
        }
        try {
            SmallestEmbedding.main(rest.toArray(String[]::new));
        } catch (IllegalArgumentException bad) {
            throw new UsageException("embedding", String.valueOf(bad.getMessage()));
        }
    }

    private static String usage() {
        return USAGE.formatted(ServerOptions.help());
    }
}
