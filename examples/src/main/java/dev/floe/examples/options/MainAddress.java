package dev.floe.examples.options;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the address by which others most likely reach this machine, without sending anything. */
final class MainAddress {
    /** Bridges and tunnel ends of containers and virtual machines: up, but nobody outside reaches them. */
    private static final Pattern INTERNAL =
            Pattern.compile("(docker|br-|veth|virbr|cni|flannel|cali|lxc|vmnet|vboxnet).*");

    private MainAddress() {}

    /** Returns the first IPv4 address of the first interface that leads somewhere, or 127.0.0.1. */
    static InetAddress find() {
        try {
            List<NetworkInterface> all = Collections.list(NetworkInterface.getNetworkInterfaces());
            return all.stream()
                    .filter(MainAddress::leadsSomewhere)
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .flatMap(MainAddress::addresses)
                    .findFirst()
                    .orElseGet(MainAddress::loopback);
        } catch (IOException unreadable) {
            return loopback();
        }
    }

    private static boolean leadsSomewhere(NetworkInterface candidate) {
        try {
            return candidate.isUp()
                    && !candidate.isLoopback()
                    && !candidate.isVirtual()
                    && !INTERNAL.matcher(candidate.getName()).matches();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Stream<InetAddress> addresses(NetworkInterface candidate) {
        return candidate
                .inetAddresses()
                .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress());
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
