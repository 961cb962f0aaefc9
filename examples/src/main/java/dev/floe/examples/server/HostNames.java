package dev.floe.examples.server;

import dev.floe.examples.options.ServerOptions;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The names by which requests may call the server. */
final class HostNames {
    private HostNames() {}

    static Set<String> of(ServerOptions options) {
        Set<String> names = new HashSet<>();
        names.add(options.hostName());
        names.add(options.address().getHostAddress());
        options.advertise().ifPresent(address -> names.add(address.getHostAddress()));
        InetAddress host = options.http().getAddress();
        names.add(host.getHostAddress());
        if (host.isAnyLocalAddress()) {
            names.addAll(ofThisMachine());
        }
        if (host.isLoopbackAddress() || host.isAnyLocalAddress()) {
            names.addAll(Set.of("localhost", "127.0.0.1", "::1"));
        }
        return names;
    }

    private static Set<String> ofThisMachine() {
        Set<String> names = new HashSet<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                network.inetAddresses().forEach(address -> names.add(withoutScope(address)));
            }
        } catch (SocketException unreadable) {
            return Set.of();
        }
        return names;
    }

    private static String withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
