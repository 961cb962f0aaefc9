package dev.floe.examples.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a capture file in order, never more of them at once than a packet may have. */
final class CaptureInput {
    /** The longest packet that capture tools write, and some room for its options. */
    static final int LONGEST = 512 * 1024;

    private final InputStream in;
    private long offset;

    CaptureInput(InputStream in) {
        this.in = in;
    }

    /** Returns how many bytes were read. */
    long offset() {
        return offset;
    }

    /** Reads so many bytes; fewer only at the end, and none behind it. */
    byte[] upTo(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        offset += bytes.length;
        return bytes;
    }

    /** Reads exactly so many bytes. */
    ByteBuffer exactly(long length, ByteOrder order) throws IOException, MalformedException {
        if (length < 0 || length > LONGEST) {
            throw new MalformedException("the capture has a block of " + length + " bytes at byte " + offset);
        }
        byte[] bytes = upTo((int) length);
        if (bytes.length < length) {
            throw new MalformedException("the capture ends in the middle of a packet, at byte " + offset);
        }
        return ByteBuffer.wrap(bytes).order(order);
    }
}
