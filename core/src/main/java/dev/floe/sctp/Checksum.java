package dev.floe.sctp;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The CRC32c of a packet (RFC 9260 section 6.8), computed as if its own field held zeros. */
final class Checksum {
    static final int OFFSET = 8;
    private static final byte[] ZEROS = new byte[Integer.BYTES];

    private final CRC32C crc = new CRC32C();

    /** Returns the checksum of the bytes from {@code start} to {@code end} as it stands in the header. */
    int of(ByteBuffer packet, int start, int end) {
        int position = packet.position();
        int limit = packet.limit();
        crc.reset();
        update(packet, start, start + OFFSET);
        crc.update(ZEROS, 0, ZEROS.length);
        update(packet, start + OFFSET + Integer.BYTES, end);
        packet.limit(limit).position(position);
        return Integer.reverseBytes((int) crc.getValue());
    }

    private void update(ByteBuffer packet, int from, int to) {
        packet.limit(to).position(from);
        crc.update(packet);
    }
}
