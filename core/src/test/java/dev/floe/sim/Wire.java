package dev.floe.sim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Writes STUN messages, the wrong ones too, by the letter of RFC 8489. Shares nothing with the codec under test. */
public final class Wire {
    public static final int REQUEST = 0x0001;
    public static final int INDICATION = 0x0011;
    public static final int SUCCESS = 0x0101;
    public static final int ERROR = 0x0111;

    public static final int USERNAME = 0x0006;
    public static final int INTEGRITY = 0x0008;
    public static final int ERROR_CODE = 0x0009;
    public static final int UNKNOWN_ATTRIBUTES = 0x000A;
    public static final int INTEGRITY_SHA256 = 0x001C;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int SOFTWARE = 0x8022;
    public static final int FINGERPRINT = 0x8028;
    public static final int CONTROLLED = 0x8029;
    public static final int CONTROLLING = 0x802A;
    public static final int NETWORK_INFO = 0xC057;

    private final byte[] bytes = new byte[4096];
    private final ByteBuffer view = ByteBuffer.wrap(bytes);
    private int length;

    /** Begins a message with a 96-bit id. */
    public Wire begin(int type, int idHigh, long idLow) {
        view.putShort(0, (short) type).putInt(4, 0x2112A442).putInt(8, idHigh).putLong(12, idLow);
        length = 20;
        return this;
    }

    /** Adds an attribute, padded with zeros. */
    public Wire add(int type, byte... value) {
        return padded(type, 0, value);
    }

    /** Adds an attribute, padded with anything. */
    public Wire padded(int type, int filler, byte... value) {
        view.putShort(length, (short) type).putShort(length + 2, (short) value.length);
        System.arraycopy(value, 0, bytes, length + 4, value.length);
        int end = length + 4 + value.length;
        length = (end + 3) / 4 * 4;
        Arrays.fill(bytes, end, length, (byte) filler);
        return this;
    }

    public Wire text(int type, String value) {
        return add(type, value.getBytes(StandardCharsets.US_ASCII));
    }

    public Wire int32(int type, int value) {
        view.putShort(length, (short) type).putShort(length + 2, (short) 4).putInt(length + 4, value);
        length += 8;
        return this;
    }

    public Wire int64(int type, long value) {
        view.putShort(length, (short) type).putShort(length + 2, (short) 8).putLong(length + 4, value);
        length += 12;
        return this;
    }

    /** Adds ERROR-CODE without a phrase. */
    public Wire error(int code) {
        return int32(ERROR_CODE, ((code / 100) << 8) | (code % 100));
    }

    /** Adds XOR-MAPPED-ADDRESS with an IPv4 address. */
    public Wire mapped(int ipv4, int port) {
        return int64(
                XOR_MAPPED_ADDRESS, (1L << 48) | ((long) (port ^ 0x2112) << 32) | ((ipv4 ^ 0x2112A442) & 0xFFFFFFFFL));
    }

    public Wire integrity(Key key) {
        view.putShort(2, (short) (length + 24 - 20));
        return add(INTEGRITY, key.sha1(bytes, length));
    }

    public Wire integritySha256(Key key) {
        return integritySha256(key, 32);
    }

    /** Adds a truncated MESSAGE-INTEGRITY-SHA256. */
    public Wire integritySha256(Key key, int truncated) {
        view.putShort(2, (short) (length + 4 + (truncated + 3) / 4 * 4 - 20));
        return add(INTEGRITY_SHA256, Arrays.copyOf(key.sha256(bytes, length), truncated));
    }

    public Wire fingerprint() {
        view.putShort(2, (short) (length + 8 - 20));
        return int32(FINGERPRINT, crc() ^ 0x5354554E);
    }

    /** The CRC-32 of what stands there so far, under the length that stands there. */
    public int crc() {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Sets a byte of what stands there so far. */
    public Wire set(int at, int value) {
        bytes[at] = (byte) value;
        return this;
    }

    public int length() {
        return length;
    }

    /** Ends the message: the header's length is put right. */
    public byte[] bytes() {
        view.putShort(2, (short) (length - 20));
        return Arrays.copyOf(bytes, length);
    }
}
