package dev.floe.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** The default precedence of addresses (RFC 6724 section 2.1). */
final class Precedence {
    private static final int LOOPBACK = 50;
    private static final int IPV6 = 40;
    private static final int IPV4 = 35;
    private static final int IPV4_COMPATIBLE = 1;

    /** The rows between these, by the first 32 bits of the address. */
    private record Row(int prefix, int length, int precedence) {
        boolean matches(int head) {
            return (head ^ prefix) >>> (Integer.SIZE - length) == 0;
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row(0x20020000, 16, 30), // 6to4
            new Row(0x20010000, 32, 5), // Teredo
            new Row(0xfc000000, 7, 3), // unique local
            new Row(0xfec00000, 10, 1), // site local
            new Row(0x3ffe0000, 16, 1)); // 6bone

    private Precedence() {}

    static int of(InetAddress address) {
        if (!(address instanceof Inet6Address ipv6)) {
            return IPV4;
        }
        if (ipv6.isLoopbackAddress()) {
            return LOOPBACK;
        }
        return ipv6.isIPv4CompatibleAddress() ? IPV4_COMPATIBLE : byPrefix(ipv6);
    }

    private static int byPrefix(Inet6Address address) {
        int head = ByteBuffer.wrap(address.getAddress()).getInt();
        return ROWS.stream()
                .filter(row -> row.matches(head))
                .findFirst()
                .map(Row::precedence)
                .orElse(IPV6);
    }
}
