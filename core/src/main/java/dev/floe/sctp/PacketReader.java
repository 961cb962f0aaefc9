package dev.floe.sctp;

import java.nio.ByteBuffer;

/**
 * Reads a packet: its common header, then chunk by chunk (RFC 9260 section 3). A reused view of a lent buffer; reads
 * outside of the current chunk are the caller's fault.
 */
final class PacketReader {
    static final int HEADER = 12;
    static final int CHUNK_HEADER = 4;

    private ByteBuffer packet = ByteBuffer.allocate(0);
    private int start;
    private int end;
    private int chunk;
    private int chunkLength;
    private boolean malformed;

    /** Begins with a packet; false if it is too short to be one. */
    boolean open(ByteBuffer lent) {
        packet = lent;
        start = lent.position();
        end = lent.limit();
        malformed = false;
        rewind();
        return end - start >= HEADER + CHUNK_HEADER;
    }

    /** Goes before the first chunk. */
    void rewind() {
        chunk = start;
        chunkLength = HEADER;
    }

    int sourcePort() {
        return shortAt(start);
    }

    int destinationPort() {
        return shortAt(start + 2);
    }

    int tag() {
        return packet.getInt(start + 4);
    }

    int checksum() {
        return packet.getInt(start + Checksum.OFFSET);
    }

    boolean isIntact(Checksum checksum) {
        return checksum.of(packet, start, end) == checksum();
    }

    /** Goes to the next chunk; false at the end, or where a chunk does not fit, which {@link #isMalformed} tells. */
    boolean next() {
        int next = chunk + padded(chunkLength);
        if (next >= end) {
            return false;
        }
        if (end - next < CHUNK_HEADER) {
            malformed = true;
            return false;
        }
        int length = shortAt(next + 2);
        malformed = length < CHUNK_HEADER || length > end - next;
        chunk = next;
        chunkLength = length;
        return !malformed;
    }

    boolean isMalformed() {
        return malformed;
    }

    /** Returns whether the current chunk is the packet's only one. */
    boolean isAlone() {
        return chunk == start + HEADER && chunk + padded(chunkLength) >= end;
    }

    int type() {
        return packet.get(chunk) & 0xFF;
    }

    int flags() {
        return packet.get(chunk + 1) & 0xFF;
    }

    /** Returns how many bytes the chunk has after its header. */
    int length() {
        return chunkLength - CHUNK_HEADER;
    }

    /** Returns where the chunk's value begins in {@link #packet}. */
    int value() {
        return chunk + CHUNK_HEADER;
    }

    ByteBuffer packet() {
        return packet;
    }

    int byteAt(int index) {
        return packet.get(index) & 0xFF;
    }

    int shortAt(int index) {
        return packet.getShort(index) & 0xFFFF;
    }

    int intAt(int index) {
        return packet.getInt(index);
    }

    /** Returns a copy of bytes of the packet. */
    byte[] copy(int from, int length) {
        byte[] copy = new byte[length];
        packet.get(from, copy);
        return copy;
    }

    /** Returns a copy of the current chunk, header and all. */
    byte[] copyChunk() {
        return copy(chunk, chunkLength);
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }
}
