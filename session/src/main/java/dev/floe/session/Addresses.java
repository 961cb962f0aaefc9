package dev.floe.session;

import io.netty.util.NetUtil;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks the addresses that an application names. Every message begins with the field. */
final class Addresses {
    private Addresses() {}

    /** Reads a literal IP address; nothing is looked up. */
    static InetAddress literal(String field, String ip) {
        if (!NetUtil.isValidIpV4Address(ip) && !NetUtil.isValidIpV6Address(ip)) {
            throw new IllegalArgumentException(field + ": must be a literal IPv4 or IPv6 address, is \"" + ip + "\"");
        }
        try {
            return InetAddress.getByName(ip);
        } catch (UnknownHostException scope) {
            throw new IllegalArgumentException(field + ": " + ip + " names no interface of this machine", scope);
        }
    }

    /**
     * Refuses what stands for several addresses. A reply would leave from another one than the peer knows, who then
     * discards it.
     */
    static InetAddress requireDefinite(String field, InetAddress address) {
        if (address.isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    field + ": must be one address, not the wildcard " + address.getHostAddress());
        }
        if (address.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    field + ": must not be the multicast address " + address.getHostAddress());
        }
        return address;
    }

    /** Refuses none at all, and the same one twice: there is one candidate for each IP address (RFC 8445 section 5.2). */
    static List<InetAddress> requireDifferent(String field, InetAddress... addresses) {
        if (addresses.length == 0) {
            throw new IllegalArgumentException(field + ": must name at least one address");
        }
        Set<InetAddress> different = new LinkedHashSet<>();
        for (InetAddress address : addresses) {
            if (!different.add(requireDefinite(field, address))) {
                throw new IllegalArgumentException(field + ": must not name " + address.getHostAddress()
                        + " twice: there is one candidate for each IP address (RFC 8445 section 5.2)");
            }
        }
        return List.copyOf(different);
    }

    /** Refuses what no socket can be bound to on any machine or, being of a link, on this one. */
    static InetAddress requireBindable(String field, InetAddress address) {
        requireDefinite(field, address);
        if (address instanceof Inet6Address ipv6 && ipv6.isLinkLocalAddress()) {
            requireZone(field, ipv6);
        }
        return address;
    }

    /** A link-local address means something together with its link only (RFC 4007 section 6). */
    private static void requireZone(String field, Inet6Address address) {
        if (address.getScopeId() == 0) {
            throw new IllegalArgumentException(field + ": " + address.getHostAddress()
                    + " must have a zone, as in fe80::1%eth0 (RFC 4007 section 11)");
        }
        if (!isInterface(address.getScopeId())) {
            throw new IllegalArgumentException(
                    field + ": the zone of " + address.getHostAddress() + " is no interface of this machine");
        }
    }

    private static boolean isInterface(int index) {
        try {
            return NetworkInterface.getByIndex(index) != null;
        } catch (SocketException failure) {
            throw new UncheckedIOException("cannot ask for interface " + index, failure);
        }
    }

    /** Refuses an advertised address of another IP version than the one that is bound. */
    static void requireSameVersion(InetAddress bound, InetAddress advertised) {
        if (bound.getAddress().length != advertised.getAddress().length) {
            throw new IllegalArgumentException("advertise: " + advertised.getHostAddress()
                    + " must be of the same IP version as " + bound.getHostAddress());
        }
    }

    /** Refuses an address that sockets cannot be bound to here, by trying. */
    static void requireLocal(String field, InetAddress address) {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
            probe.getLocalPort();
        } catch (BindException notHere) {
            throw new IllegalArgumentException(
                    field + ": " + address.getHostAddress() + " is not an address of this machine", notHere);
        } catch (SocketException other) {
            throw new UncheckedIOException(field + ": cannot bind " + address.getHostAddress(), other);
        }
    }
}
