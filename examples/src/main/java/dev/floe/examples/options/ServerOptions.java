package dev.floe.examples.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the browser server is to run. {@code toString} hides the token.
 *
 * @param hostName what {@code --http-host} said
 * @param http where to serve the page; port 0 stands for any that is free
 * @param address what sessions bind
 * @param advertise what their answers show instead, where there is a NAT
 * @param ports what sessions may bind; empty: any port
 * @param maxSessions how many may live at the same time
 * @param connectTimeout how long a browser may take to connect
 * @param token what requests must carry; always there if the page is served beyond this machine
 */
public record ServerOptions(
        String hostName,
        InetSocketAddress http,
        InetAddress address,
        Optional<InetAddress> advertise,
        Optional<PortRange> ports,
        int maxSessions,
        Duration connectTimeout,
        Optional<String> token) {

    /**
     * Reads a command line.
     *
     * @throws UsageException naming the option and its rule
     */
    public static ServerOptions parse(List<String> args) throws UsageException {
        CommandLine line = new CommandLine(args);
        String hostName = line.value(Option.HTTP_HOST).orElse("127.0.0.1");
        InetAddress host = Values.host(Option.HTTP_HOST, hostName);
        return new ServerOptions(
                hostName,
                new InetSocketAddress(host, port(line)),
                address(line),
                advertise(line),
                ports(line),
                maxSessions(line),
                connectTimeout(line),
                token(line, host, hostName));
    }

    private static int port(CommandLine line) throws UsageException {
        return Values.integer(Option.HTTP_PORT, line.value(Option.HTTP_PORT).orElse("8080"), 0, 65535);
    }

    private static InetAddress address(CommandLine line) throws UsageException {
        Optional<String> given = line.value(Option.ADDRESS);
        return given.isPresent() ? Values.literal(Option.ADDRESS, given.get()) : MainAddress.find();
    }

    private static Optional<InetAddress> advertise(CommandLine line) throws UsageException {
        Optional<String> given = line.value(Option.ADVERTISE);
        return given.isPresent() ? Optional.of(Values.literal(Option.ADVERTISE, given.get())) : Optional.empty();
    }

    private static Optional<PortRange> ports(CommandLine line) throws UsageException {
        Optional<String> given = line.value(Option.UDP_PORTS);
        return given.isPresent() ? Optional.of(Values.ports(Option.UDP_PORTS, given.get())) : Optional.empty();
    }

    private static int maxSessions(CommandLine line) throws UsageException {
        return Values.integer(
                Option.MAX_SESSIONS, line.value(Option.MAX_SESSIONS).orElse("1000"), 1, 100_000);
    }

    private static Duration connectTimeout(CommandLine line) throws UsageException {
        return Values.seconds(
                Option.CONNECT_TIMEOUT, line.value(Option.CONNECT_TIMEOUT).orElse("30"));
    }

    private static Optional<String> token(CommandLine line, InetAddress host, String hostName) throws UsageException {
        Optional<String> given = line.value(Option.TOKEN);
        if (given.isPresent()) {
            return Optional.of(Values.bearer(Option.TOKEN, given.get()));
        }
        if (!host.isLoopbackAddress()) {
            throw new UsageException(
                    Option.TOKEN.flag(),
                    "is required when --http-host is not a loopback address, is '" + hostName + "'");
        }
        return Optional.empty();
    }

    /** Returns the help on the options, one line each. */
    public static String help() {
        return Arrays.stream(Option.values()).map(Option::help).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "ServerOptions[http=" + http + ", address=" + address + ", advertise=" + advertise + ", ports=" + ports
                + ", maxSessions=" + maxSessions + ", connectTimeout=" + connectTimeout + ", token="
                + token.map(hidden -> "…") + "]";
    }
}
