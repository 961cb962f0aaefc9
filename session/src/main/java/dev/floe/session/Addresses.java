package dev.floe.session;

import io.netty.util.NetUtil;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;

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

    /** Refuses what stands for several addresses. A reply would leave from another one than the peer knows, who then discards it. */
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
