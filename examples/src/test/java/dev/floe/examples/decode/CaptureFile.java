package dev.floe.examples.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/** Writes small capture files. */
final class CaptureFile {
    private static final int CAPACITY = 1 << 16;

    private CaptureFile() {}

    static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(CAPACITY);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return taken(joined);
    }

    private static byte[] taken(ByteBuffer buffer) {
        byte[] taken = new byte[buffer.position()];
        buffer.get(0, taken);
        return taken;
    }

    /** UDP from port 1000 to 2000, without a checksum. */
    static byte[] udp(byte[] payload) {
        return join(
                hex("03e8 07d0"),
                new byte[] {(byte) ((payload.length + 8) >> 8), (byte) (payload.length + 8)},
                hex("0000"),
                payload);
    }

    /** IPv4 from 192.0.2.1 to 192.0.2.2. */
    static byte[] ipv4(byte[] datagram) {
        return join(
                hex("4500"),
                new byte[] {(byte) ((datagram.length + 20) >> 8), (byte) (datagram.length + 20)},
                hex("00000000 4011 0000 c0000201 c0000202"),
                datagram);
    }

    /** IPv6 from 2001:db8::1 to 2001:db8::2, with these headers in between. */
    static byte[] ipv6(int next, byte[] extensions, byte[] datagram) {
        int length = extensions.length + datagram.length;
        return join(
                hex("60000000"),
                new byte[] {(byte) (length >> 8), (byte) length, (byte) next, 64},
                hex("20010db8000000000000000000000001 20010db8000000000000000000000002"),
                extensions,
                datagram);
    }

    /** A pcap file of packets a millisecond apart. */
    static byte[] pcap(ByteOrder order, boolean nanos, int linkType, List<byte[]> packets) {
        ByteBuffer file = ByteBuffer.allocate(CAPACITY).order(order);
        file.putInt(nanos ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
        file.putLong(0).putInt(65535).putInt(linkType);
        int at = 0;
        for (byte[] packet : packets) {
            file.putInt(1)
                    .putInt(at)
                    .putInt(packet.length)
                    .putInt(packet.length)
                    .put(packet);
            at += nanos ? 1_000_000 : 1000;
        }
        return taken(file);
    }

    /** A pcapng block. */
    static byte[] block(ByteOrder order, int type, byte[] body) {
        int length = 12 + (body.length + 3 & ~3);
        ByteBuffer block = ByteBuffer.allocate(length).order(order);
        block.putInt(type).putInt(length).put(body).putInt(length - 4, length);
        return block.array();
    }

    static byte[] section(ByteOrder order) {
        ByteBuffer body = ByteBuffer.allocate(16).order(order);
        body.putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1);
        return block(order, 0x0A0D0D0A, body.array());
    }

    /** An interface; a resolution of 0 leaves the option out. */
    static byte[] link(ByteOrder order, int linkType, int resolution) {
        ByteBuffer body = ByteBuffer.allocate(resolution == 0 ? 8 : 20).order(order);
        body.putShort((short) linkType).putShort((short) 0).putInt(0);
        if (resolution != 0) {
            body.putShort((short) 9).putShort((short) 1).put((byte) resolution);
        }
        return block(order, 1, body.array());
    }

    static byte[] packet(ByteOrder order, int link, long ticks, byte[] data) {
        ByteBuffer body = ByteBuffer.allocate(20 + data.length).order(order);
        body.putInt(link)
                .putInt((int) (ticks >>> 32))
                .putInt((int) ticks)
                .putInt(data.length)
                .putInt(data.length);
        return block(order, 6, body.put(data).array());
    }
}
