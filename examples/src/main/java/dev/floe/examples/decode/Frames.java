package dev.floe.examples.decode;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds the UDP datagrams in packets: on Ethernet, Linux' cooked sockets, loopback interfaces and bare IP; in IPv4 and
 * IPv6. Fragments are passed over. Whatever the bytes are, nothing is thrown.
 */
final class Frames {
    private static final int UDP = 17;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88A8;
    private static final int MOST_EXTENSIONS = 8;

    private Frames() {}

    /** Returns whether packets of this link type are understood at all. */
    static boolean reads(int linkType) {
        return switch (linkType) {
            case 0, 1, 12, 14, 101, 108, 113, 228, 229, 276 -> true;
            default -> false;
        };
    }

    /** Returns the datagram of a packet; empty if it has none. */
    static Optional<Datagram> datagram(Packet packet) {
        ByteBuffer data = packet.data();
        return switch (packet.linkType()) {
            case 0, 108 -> ip(data, 4); // BSD's loopback: an address family, of either byte order
            case 1 -> ethernet(data);
            case 12, 14, 101, 228, 229 -> ip(data, 0);
            case 113 -> network(data, 14, 16);
            case 276 -> network(data, 0, 20);
            default -> Optional.empty();
        };
    }

    private static Optional<Datagram> ethernet(ByteBuffer data) {
        int at = 12;
        while (at + 4 <= data.limit() && (word(data, at) == VLAN || word(data, at) == SERVICE_VLAN)) {
            at += 4;
        }
        return network(data, at, at + 2);
    }

    private static Optional<Datagram> network(ByteBuffer data, int protocolAt, int ipAt) {
        if (protocolAt + 2 > data.limit()) {
            return Optional.empty();
        }
        int protocol = word(data, protocolAt);
        return protocol == IPV4 || protocol == IPV6 ? ip(data, ipAt) : Optional.empty();
    }

    private static Optional<Datagram> ip(ByteBuffer data, int at) {
        if (at >= data.limit()) {
            return Optional.empty();
        }
        return switch (data.get(at) >>> 4 & 0xF) {
            case 4 -> ipv4(data, at);
            case 6 -> ipv6(data, at);
            default -> Optional.empty();
        };
    }

    private static Optional<Datagram> ipv4(ByteBuffer data, int at) {
        int header = (data.get(at) & 0xF) * 4;
        boolean complete = header >= 20 && at + header <= data.limit();
        if (!complete || (word(data, at + 6) & 0x3FFF) != 0 || data.get(at + 9) != UDP) {
            return Optional.empty();
        }
        return udp(data, at + header, at + 12, 4);
    }

    private static Optional<Datagram> ipv6(ByteBuffer data, int at) {
        if (at + 40 > data.limit()) {
            return Optional.empty();
        }
        int next = data.get(at + 6) & 0xFF;
        int nextAt = at + 40;
        for (int count = 0; isExtension(next) && count < MOST_EXTENSIONS && nextAt + 2 <= data.limit(); count++) {
            next = data.get(nextAt) & 0xFF;
            nextAt += ((data.get(nextAt + 1) & 0xFF) + 1) * 8;
        }
        return next == UDP ? udp(data, nextAt, at + 8, 16) : Optional.empty();
    }

    /** Hop-by-hop options, routing, destination options (RFC 8200 section 4). */
    private static boolean isExtension(int header) {
        return header == 0 || header == 43 || header == 60;
    }

    private static Optional<Datagram> udp(ByteBuffer data, int at, int addressAt, int addressLength) {
        if (at + 8 > data.limit()) {
            return Optional.empty();
        }
        int length = word(data, at + 4) - 8;
        if (length < 0) {
            return Optional.empty();
        }
        int there = Math.min(length, data.limit() - at - 8);
        return Optional.of(new Datagram(
                address(data, addressAt, addressLength, word(data, at)),
                address(data, addressAt + addressLength, addressLength, word(data, at + 2)),
                data.slice(at + 8, there),
                there == length));
    }

    private static String address(ByteBuffer data, int at, int length, int port) {
        byte[] address = new byte[length];
        data.get(at, address);
        try {
            String text = InetAddress.getByAddress(address).getHostAddress();
            return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + port;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 and 16 bytes are addresses", impossible);
        }
    }

    private static int word(ByteBuffer data, int at) {
        return data.getShort(at) & 0xFFFF;
    }
}
