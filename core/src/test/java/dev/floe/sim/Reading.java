package dev.floe.sim;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** Reads STUN messages by the letter of RFC 8489. Shares nothing with the codec under test; throws for what is malformed. */
public final class Reading {
    private final byte[] bytes;
    private final ByteBuffer view;

    public Reading(byte[] bytes) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes);
        if (bytes.length < 20 || view.getInt(4) != 0x2112A442 || view.getShort(2) != bytes.length - 20) {
            throw new AssertionError("no STUN message: " + Arrays.toString(bytes));
        }
    }

    /** A datagram in a few words, for people. */
    public static String describe(byte[] bytes) {
        if (bytes.length < 20 || bytes[0] < 0 || bytes[0] > 3) {
            return bytes.length == 0 ? "" : "payload " + (bytes[0] & 0xFF);
        }
        ByteBuffer view = ByteBuffer.wrap(bytes);
        String kind = switch (view.getShort(0)) {
            case Wire.REQUEST -> "request ";
            case Wire.SUCCESS -> "success ";
            case Wire.ERROR -> "error ";
            default -> "stun ";
        };
        Reading reading =
                view.getShort(2) == bytes.length - 20 && view.getInt(4) == 0x2112A442 ? new Reading(bytes) : null;
        String name = reading != null && reading.has(Wire.USERNAME)
                ? " " + new String(reading.value(Wire.USERNAME), java.nio.charset.StandardCharsets.US_ASCII)
                : "";
        String nominates = reading != null && reading.has(Wire.USE_CANDIDATE) ? " nominates" : "";
        return kind + Long.toHexString(view.getLong(12)) + name + nominates;
    }

    public int type() {
        return view.getShort(0);
    }

    public int idHigh() {
        return view.getInt(8);
    }

    public long idLow() {
        return view.getLong(12);
    }

    /** The attributes' types, in order. */
    public List<Integer> types() {
        List<Integer> types = new ArrayList<>();
        for (int at = 20; at < bytes.length; at += 4 + (lengthAt(at) + 3) / 4 * 4) {
            types.add(view.getShort(at) & 0xFFFF);
        }
        return types;
    }

    /** Where the attribute's value begins, 0 if there is none. */
    public int find(int type) {
        for (int at = 20; at < bytes.length; at += 4 + (lengthAt(at) + 3) / 4 * 4) {
            if ((view.getShort(at) & 0xFFFF) == type) {
                return at + 4;
            }
        }
        return 0;
    }

    private int lengthAt(int at) {
        return view.getShort(at + 2) & 0xFFFF;
    }

    public boolean has(int type) {
        return find(type) != 0;
    }

    /** The attribute's value. */
    public byte[] value(int type) {
        int at = find(type);
        if (at == 0) {
            throw new AssertionError("no attribute " + Integer.toHexString(type));
        }
        return Arrays.copyOfRange(bytes, at, at + lengthAt(at - 4));
    }

    /** Whether the attribute is there and holds just this text. */
    public boolean holds(int type, String text) {
        int at = find(type);
        if (at == 0 || lengthAt(at - 4) != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether XOR-MAPPED-ADDRESS tells this IPv4 address. */
    public boolean isMapped(InetSocketAddress address) {
        int at = find(Wire.XOR_MAPPED_ADDRESS);
        byte[] ip = address.getAddress().getAddress();
        return at != 0
                && lengthAt(at - 4) == 8
                && ((view.getShort(at + 2) & 0xFFFF) ^ 0x2112) == address.getPort()
                && (view.getInt(at + 4) ^ 0x2112A442) == ByteBuffer.wrap(ip).getInt();
    }

    public int int32(int type) {
        return view.getInt(find(type));
    }

    public long int64(int type) {
        return view.getLong(find(type));
    }

    /** The error code, 0 if there is none. */
    public int errorCode() {
        int at = find(Wire.ERROR_CODE);
        return at == 0 ? 0 : bytes[at + 2] * 100 + bytes[at + 3];
    }

    public boolean isSigned(Key key) {
        int at = find(Wire.INTEGRITY);
        return at != 0 && Arrays.equals(value(Wire.INTEGRITY), key.sha1(upTo(at - 4, 24), at - 4));
    }

    public boolean isSignedSha256(Key key) {
        int at = find(Wire.INTEGRITY_SHA256);
        return at != 0 && Arrays.equals(value(Wire.INTEGRITY_SHA256), key.sha256(upTo(at - 4, 36), at - 4));
    }

    /** The message with the length that the computation of an integrity at {@code end} supposes. */
    private byte[] upTo(int end, int attribute) {
        byte[] copy = Arrays.copyOf(bytes, end);
        ByteBuffer.wrap(copy).putShort(2, (short) (end + attribute - 20));
        return copy;
    }

    public boolean hasFingerprint() {
        if (bytes.length < 28 || view.getShort(bytes.length - 8) != (short) Wire.FINGERPRINT) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - 8);
        return view.getInt(bytes.length - 4) == ((int) crc.getValue() ^ 0x5354554E);
    }
}
