package dev.floe.session.record;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Puts the headers of IP and UDP, which a socket does not hand over, in front of a message again. */
final class IpPacket {
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int HOPS = 64;

    private IpPacket() {}

    static byte[] of(StunEntry stun, InetSocketAddress local) {
        InetSocketAddress from = stun.isIncoming() ? stun.remote() : local;
        InetSocketAddress to = stun.isIncoming() ? local : stun.remote();
        byte[] source = from.getAddress().getAddress();
        byte[] target = to.getAddress().getAddress();
        return source.length == 4 && target.length == 4
                ? ipv4(stun, source, target, from.getPort(), to.getPort())
                : ipv6(stun, widened(source), widened(target), from.getPort(), to.getPort());
    }

    /** RFC 4291 section 2.5.5.2. */
    private static byte[] widened(byte[] address) {
        return address.length == 16
                ? address
                : ByteBuffer.allocate(16)
                        .putShort(10, (short) 0xFFFF)
                        .put(12, address)
                        .array();
    }

    private static byte[] ipv4(StunEntry stun, byte[] source, byte[] target, int from, int to) {
        ByteBuffer packet = ByteBuffer.allocate(IPV4_HEADER + UDP_HEADER + stun.bytes().length);
        packet.putShort((short) 0x4500).putShort((short) (IPV4_HEADER + UDP_HEADER + stun.length()));
        packet.putInt(0).put((byte) HOPS).put((byte) UDP).putShort((short) 0);
        packet.put(source).put(target);
        packet.putShort(10, (short) ~folded(sum(packet, 0, IPV4_HEADER)));
        udp(packet, stun, 12, from, to);
        return packet.array();
    }

    private static byte[] ipv6(StunEntry stun, byte[] source, byte[] target, int from, int to) {
        ByteBuffer packet = ByteBuffer.allocate(IPV6_HEADER + UDP_HEADER + stun.bytes().length);
        packet.putInt(0x60000000).putShort((short) (UDP_HEADER + stun.length()));
        packet.put((byte) UDP).put((byte) HOPS).put(source).put(target);
        udp(packet, stun, 8, from, to);
        return packet.array();
    }

    /** RFC 768; the checksum covers the addresses too. */
    private static void udp(ByteBuffer packet, StunEntry stun, int addressesAt, int from, int to) {
        int at = packet.position();
        packet.putShort((short) from).putShort((short) to).putShort((short) (UDP_HEADER + stun.length()));
        packet.putShort((short) 0).put(stun.bytes());
        long sum = UDP + UDP_HEADER + stun.length() + sum(packet, addressesAt, packet.limit());
        int checksum = ~folded(sum) & 0xFFFF;
        packet.putShort(at + 6, (short) (checksum == 0 ? 0xFFFF : checksum));
    }

    private static long sum(ByteBuffer bytes, int begin, int end) {
        long sum = 0;
        for (int at = begin; at < end; at++) {
            sum += (at - begin) % 2 == 0 ? (bytes.get(at) & 0xFF) << 8 : bytes.get(at) & 0xFF;
        }
        return sum;
    }

    private static int folded(long sum) {
        long folded = sum;
        while (folded > 0xFFFF) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) folded;
    }
}
