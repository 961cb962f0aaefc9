package dev.floe.examples.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A file in the pcap format of libpcap, in either byte order, of microseconds or nanoseconds. */
final class PcapCapture implements Capture {
    static final int MICROS = 0xA1B2C3D4;
    static final int NANOS = 0xA1B23C4D;

    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;
    private static final int LINK_TYPE = 0x0FFFFFFF; // above it stands the length of a frame check sequence

    private final CaptureInput in;
    private final ByteOrder order;
    private final long unit;
    private int linkType;

    PcapCapture(InputStream in, ByteOrder order, long nanosOfUnit) {
        this.in = new CaptureInput(in);
        this.order = order;
        this.unit = nanosOfUnit;
    }

    @Override
    public Optional<Packet> next() throws IOException, MalformedException {
        if (in.offset() == 0) {
            linkType = in.exactly(FILE_HEADER, order).getInt(20) & LINK_TYPE;
        }
        byte[] header = in.upTo(PACKET_HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < PACKET_HEADER) {
            throw new MalformedException("the capture ends in the middle of a packet, at byte " + in.offset());
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(order);
        long nanos = unsigned(fields, 0) * 1_000_000_000 + unsigned(fields, 4) * unit;
        ByteBuffer data = in.exactly(unsigned(fields, 8), ByteOrder.BIG_ENDIAN);
        return Optional.of(new Packet(nanos, linkType, data));
    }

    private static long unsigned(ByteBuffer fields, int at) {
        return fields.getInt(at) & 0xFFFFFFFFL;
    }
}
