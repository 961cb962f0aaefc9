package dev.floe.sctp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Packets written by hand, right or wrong. */
final class Packets {
    static final int PORT = 5000;

    private Packets() {}

    /** A packet with a right checksum. */
    static byte[] packet(int tag, byte[]... chunks) {
        return sealed(unchecked(PORT, tag, chunks));
    }

    /** A packet without a checksum. */
    static byte[] unchecked(int port, int tag, byte[]... chunks) {
        int length = Arrays.stream(chunks)
                .mapToInt(chunk -> PacketReader.padded(chunk.length))
                .sum();
        ByteBuffer out = ByteBuffer.allocate(PacketReader.HEADER + length);
        out.putShort((short) port).putShort((short) PORT).putInt(tag).putInt(0);
        for (byte[] chunk : chunks) {
            out.put(Arrays.copyOf(chunk, PacketReader.padded(chunk.length)));
        }
        return out.array();
    }

    static byte[] sealed(byte[] packet) {
        ByteBuffer view = ByteBuffer.wrap(packet);
        view.putInt(Checksum.OFFSET, new Checksum().of(view, 0, packet.length));
        return packet;
    }

    static byte[] chunk(int type, int flags, byte... value) {
        return ByteBuffer.allocate(PacketReader.CHUNK_HEADER + value.length)
                .put((byte) type)
                .put((byte) flags)
                .putShort((short) (PacketReader.CHUNK_HEADER + value.length))
                .put(value)
                .array();
    }

    static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * Integer.BYTES);
        Arrays.stream(values).forEach(out::putInt);
        return out.array();
    }

    static byte[] join(byte[]... parts) {
        ByteBuffer out = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(out::put);
        return out.array();
    }

    static byte[] init(int type, int tag, int window, int streams, int tsn, byte[]... parameters) {
        byte[] fixed = ints(tag, window, (streams << 16) | streams, tsn);
        return chunk(type, 0, join(fixed, join(parameters)));
    }

    static byte[] parameter(int type, byte... value) {
        int length = Parameter.HEADER + value.length;
        ByteBuffer out = ByteBuffer.allocate(PacketReader.padded(length));
        return out.putShort((short) type).putShort((short) length).put(value).array();
    }

    static byte[] data(int flags, int tsn, int stream, int ssn, byte... payload) {
        return chunk(ChunkType.DATA, flags, join(ints(tsn, (stream << 16) | ssn, 53), payload));
    }

    static byte[] sack(int cumulative, int window, int... gaps) {
        int[] blocks = new int[gaps.length / 2];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = (gaps[2 * i] << 16) | gaps[2 * i + 1];
        }
        return chunk(ChunkType.SACK, 0, join(ints(cumulative, window, blocks.length << 16), ints(blocks)));
    }
}
