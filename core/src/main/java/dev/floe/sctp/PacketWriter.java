package dev.floe.sctp;

import java.nio.ByteBuffer;

/** Writes a packet into its own buffer, which is lent out when the packet is finished (RFC 9260 section 3). */
final class PacketWriter implements DataSink {
    /** Bytes of a DATA chunk before its payload. */
    static final int DATA_HEADER = 16;

    private static final int SACK_FIXED = 16;
    private static final int FORWARD_FIXED = 8;

    private final Checksum checksum = new Checksum();
    private final ByteBuffer out;
    private final int ports;
    private int chunk;

    PacketWriter(SctpConfig config) {
        this.out = ByteBuffer.allocate(config.maxPacket());
        this.ports = (config.localPort() << 16) | config.remotePort();
    }

    /** Begins a packet. */
    void begin(int tag) {
        out.clear().putInt(ports).putInt(tag).putInt(0);
    }

    /** Returns how many bytes are left, a chunk's header included. */
    int room() {
        return out.remaining();
    }

    /** Ends the packet; lent until the next one begins. */
    ByteBuffer finish(boolean mayBeUnchecked) {
        out.flip();
        if (!mayBeUnchecked) {
            out.putInt(Checksum.OFFSET, checksum.of(out, 0, out.limit()));
        }
        return out;
    }

    /** Begins a chunk of which {@link #room} was asked before. */
    ByteBuffer beginChunk(int type, int flags) {
        chunk = out.position();
        return out.put((byte) type).put((byte) flags).putShort((short) 0);
    }

    /** Ends the chunk: writes its length and pads it. */
    void endChunk() {
        int length = out.position() - chunk;
        out.putShort(chunk + 2, (short) length);
        pad(length);
    }

    /** Returns the buffer, to write a chunk's value to. */
    ByteBuffer out() {
        return out;
    }

    /** Begins a parameter and returns where. */
    int beginParameter(int type) {
        int start = out.position();
        out.putShort((short) type).putShort((short) 0);
        return start;
    }

    /** Ends the parameter: writes its length, and pads it, because a chunk's length leaves out only the last padding. */
    void endParameter(int start) {
        out.putShort(start + 2, (short) (out.position() - start));
    }

    /** Pads what was written to a multiple of four bytes. */
    void pad(int length) {
        for (int i = length; i < PacketReader.padded(length); i++) {
            out.put((byte) 0);
        }
    }

    /** Writes a chunk that holds nothing; false if it does not fit. */
    boolean empty(int type, int flags) {
        if (room() < PacketReader.CHUNK_HEADER) {
            return false;
        }
        beginChunk(type, flags);
        endChunk();
        return true;
    }

    /** Writes a chunk of this value; false if it does not fit. */
    boolean chunk(int type, int flags, byte[] value) {
        if (room() < PacketReader.CHUNK_HEADER + PacketReader.padded(value.length)) {
            return false;
        }
        beginChunk(type, flags).put(value);
        endChunk();
        return true;
    }

    /** Writes what was received, as far as it fits (RFC 9260 section 3.3.4). */
    boolean sack(Inbound inbound) {
        if (room() < SACK_FIXED) {
            return false;
        }
        int gaps = Math.min(inbound.gapCount(), (room() - SACK_FIXED) / Integer.BYTES);
        int duplicates = Math.min(inbound.duplicateCount(), (room() - SACK_FIXED) / Integer.BYTES - gaps);
        beginChunk(ChunkType.SACK, 0)
                .putInt(inbound.cumulativeTsn())
                .putInt((int) inbound.window())
                .putShort((short) gaps)
                .putShort((short) duplicates);
        for (int i = 0; i < gaps; i++) {
            out.putShort((short) inbound.gapStart(i)).putShort((short) inbound.gapEnd(i));
        }
        for (int i = 0; i < duplicates; i++) {
            out.putInt(inbound.duplicate(i));
        }
        endChunk();
        return true;
    }

    @Override
    public int dataRoom() {
        return room() - DATA_HEADER;
    }

    @Override
    public void data(int flags, int tsn, int stream, int ssn, int ppid, byte[] message, int offset, int length) {
        beginChunk(ChunkType.DATA, flags)
                .putInt(tsn)
                .putShort((short) stream)
                .putShort((short) ssn)
                .putInt(ppid)
                .put(message, offset, length);
        endChunk();
    }

    @Override
    public int forwardRoom() {
        return Math.floorDiv(room() - FORWARD_FIXED, Integer.BYTES);
    }

    @Override
    public void forwardTsn(int cumulativeTsn, int[] streams, int[] ssns, int count) {
        beginChunk(ChunkType.FORWARD_TSN, 0).putInt(cumulativeTsn);
        for (int i = 0; i < count; i++) {
            out.putShort((short) streams[i]).putShort((short) ssns[i]);
        }
        endChunk();
    }
}
