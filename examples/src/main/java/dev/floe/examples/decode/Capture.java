package dev.floe.examples.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A capture file that is read packet by packet. */
interface Capture {
    /** How many bytes {@link #of} has to see, and to be able to push back. */
    int PEEK = 4;

    /** Returns the next packet; empty at the end. */
    Optional<Packet> next() throws IOException, MalformedException;

    /** Returns the reader of a capture; empty, and nothing is read, if it does not begin like one. */
    static Optional<Capture> of(PushbackInputStream in) throws IOException {
        byte[] magic = in.readNBytes(PEEK);
        in.unread(magic);
        if (magic.length < PEEK) {
            return Optional.empty();
        }
        int number = ByteBuffer.wrap(magic).getInt();
        return switch (number) {
            case PcapngCapture.SECTION -> Optional.of(new PcapngCapture(in));
            case PcapCapture.MICROS, PcapCapture.NANOS -> Optional.of(pcap(in, ByteOrder.BIG_ENDIAN, number));
            default -> littleEndian(in, Integer.reverseBytes(number));
        };
    }

    private static Optional<Capture> littleEndian(InputStream in, int number) {
        return number == PcapCapture.MICROS || number == PcapCapture.NANOS
                ? Optional.of(pcap(in, ByteOrder.LITTLE_ENDIAN, number))
                : Optional.empty();
    }

    private static Capture pcap(InputStream in, ByteOrder order, int magic) {
        return new PcapCapture(in, order, magic == PcapCapture.NANOS ? 1 : 1000);
    }
}
