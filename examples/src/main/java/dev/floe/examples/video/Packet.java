package dev.floe.examples.video;

import java.nio.ByteBuffer;
import org.jitsi.utils.ByteArrayBuffer;

/** One packet in a buffer of fixed size, as jitsi-srtp wants to have it: it begins at 0, and grows and shrinks in place. */
final class Packet implements ByteArrayBuffer {
    /** Longer than any datagram that an Ethernet carries whole. */
    static final int MOST = 2048;

    /** Room for a tag of 16 bytes and the index of SRTCP. */
    private static final int TRAILER = 20;

    private static final int FIRST_CONTROL = 192;
    private static final int LAST_CONTROL = 223;

    private final byte[] bytes = new byte[MOST + TRAILER];
    private int length;

    /** Copies a datagram; returns false if it is too long, or too short to tell what it is. */
    boolean read(ByteBuffer datagram) {
        length = datagram.remaining();
        if (length < 2 || length > MOST) {
            return false;
        }
        datagram.get(datagram.position(), bytes, 0, length);
        return true;
    }

    /** Whether it is RTCP (RFC 5761 section 4). */
    boolean isControl() {
        int type = bytes[1] & 0xFF;
        return type >= FIRST_CONTROL && type <= LAST_CONTROL;
    }

    /** Returns a view of the packet as long as it is now, to be changed or sent. */
    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return 0;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int other) {
        if (other < 0 || other > bytes.length) {
            throw new IllegalArgumentException("length: must be 0 to " + bytes.length + ", is " + other);
        }
        length = other;
    }

    @Override
    public void setOffset(int other) {
        if (other != 0) {
            throw new IllegalArgumentException("offset: must be 0");
        }
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] into) {
        System.arraycopy(bytes, from, into, 0, count);
    }

    /** Makes room, of which there is enough: the length stays. */
    @Override
    public void grow(int more) {
        if (more > bytes.length - length) {
            throw new IllegalArgumentException("grow: there is no room for " + more + " bytes more");
        }
    }

    @Override
    public void append(byte[] data, int count) {
        grow(count);
        System.arraycopy(data, 0, bytes, length, count);
        length += count;
    }

    @Override
    public void shrink(int less) {
        setLength(length - less);
    }
}
