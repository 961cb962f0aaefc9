package dev.floe.sctp;

import java.nio.ByteBuffer;

/** Writes INIT and INIT ACK chunks (RFC 9260 sections 3.3.2, 3.3.3). */
final class InitWriter {
    /** Streams in each direction: all that there are (RFC 8831 section 6.2). */
    static final int STREAMS = 65535;

    /** The error detection method that stands in for the checksum: DTLS (RFC 9653 section 9.2). */
    static final int DTLS_DETECTS_ERRORS = 1;

    private InitWriter() {}

    static void init(PacketWriter packet, SctpConfig config, int tag, int tsn) {
        begin(packet, ChunkType.INIT, config, tag, tsn);
        packet.endChunk();
    }

    static void initAck(PacketWriter packet, SctpConfig config, Cookie cookie, byte[] signed, byte[] unrecognized) {
        begin(packet, ChunkType.INIT_ACK, config, cookie.localTag(), cookie.localTsn());
        // Only to who has said it as well: some drop an INIT whose parameters they do not all know, pion's for one.
        if (cookie.peer().zeroChecksum()) {
            parameter(packet, Parameter.ZERO_CHECKSUM, new byte[] {0, 0, 0, DTLS_DETECTS_ERRORS});
        }
        parameter(packet, Parameter.STATE_COOKIE, signed);
        if (unrecognized.length > 0) {
            parameter(packet, Parameter.UNRECOGNIZED, unrecognized);
        }
        packet.endChunk();
    }

    private static void begin(PacketWriter packet, int type, SctpConfig config, int tag, int tsn) {
        ByteBuffer out = packet.beginChunk(type, 0);
        out.putInt(tag).putInt(config.receiveWindow());
        out.putShort((short) STREAMS).putShort((short) STREAMS).putInt(tsn);
        // The one that needs padding is not the last: a chunk's length counts all padding but that of the last.
        byte[] extensions = {(byte) ChunkType.RE_CONFIG, (byte) ChunkType.FORWARD_TSN};
        parameter(packet, Parameter.EXTENSIONS, extensions);
        parameter(packet, Parameter.FORWARD_TSN, new byte[0]);
    }

    private static void parameter(PacketWriter packet, int type, byte[] value) {
        int start = packet.beginParameter(type);
        packet.out().put(value);
        packet.endParameter(start);
        packet.pad(value.length);
    }
}
