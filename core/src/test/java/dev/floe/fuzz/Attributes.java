package dev.floe.fuzz;

import dev.floe.sim.Key;
import dev.floe.sim.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads STUN's framing by the letter of RFC 8489, for comparison. Unlike {@link dev.floe.sim.Reading} it takes any bytes. */
final class Attributes {
    private static final int HEADER = 20;

    /** One attribute: its type, its value, and where that ends before padding. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(int type, byte[] value, int end) {}

    private Attributes() {}

    static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    /** Whether header and attributes fill the datagram. */
    static boolean areFramed(byte[] bytes) {
        if (bytes.length < HEADER
                || (bytes[0] & 0xC0) != 0
                || ByteBuffer.wrap(bytes).getInt(4) != 0x2112A442
                || uint16(bytes, 2) != bytes.length - HEADER
                || bytes.length % 4 != 0) {
            return false;
        }
        int at = HEADER;
        while (at < bytes.length) {
            at += 4 + padded(uint16(bytes, at + 2));
        }
        return at == bytes.length;
    }

    /** All attributes of a framed message, in order. */
    static List<Entry> all(byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        for (int at = HEADER; at < bytes.length; at += 4 + padded(uint16(bytes, at + 2))) {
            int end = at + 4 + uint16(bytes, at + 2);
            entries.add(new Entry(uint16(bytes, at), Arrays.copyOfRange(bytes, at + 4, end), end));
        }
        return entries;
    }

    /** Where the value of the first attribute of this type begins. */
    static int first(byte[] bytes, int type) {
        for (Entry entry : all(bytes)) {
            if (entry.type() == type) {
                return entry.end() - entry.value().length;
            }
        }
        return 0;
    }

    /** The values that count: the first of each type, and after integrity only what RFC 8489 section 9 lets through. */
    static Map<Integer, byte[]> thatCount(byte[] bytes) {
        Map<Integer, byte[]> counting = new TreeMap<>();
        for (Entry entry : all(bytes)) {
            boolean stronger = counting.containsKey(Wire.INTEGRITY_SHA256);
            boolean sealed = stronger || counting.containsKey(Wire.INTEGRITY);
            boolean counts = switch (entry.type()) {
                case Wire.FINGERPRINT, Wire.INTEGRITY_SHA256 -> true;
                case Wire.INTEGRITY -> !stronger;
                default -> !sealed;
            };
            if (counts) {
                counting.putIfAbsent(entry.type(), entry.value());
            }
        }
        return counting;
    }

    /** The right value of an integrity attribute whose value begins at {@code at}. */
    static byte[] integrity(Key key, byte[] bytes, int at, boolean sha1) {
        byte[] covered = Arrays.copyOf(bytes, at - 4);
        int length = uint16(bytes, at - 2);
        ByteBuffer.wrap(covered).putShort(2, (short) (at + padded(length) - HEADER));
        return sha1 ? key.sha1(covered, covered.length) : key.sha256(covered, covered.length);
    }

    /** Whether any integrity attribute anywhere verifies under any of the keys, counting or not. */
    static boolean anySigned(byte[] bytes, Collection<Key> keys) {
        if (!areFramed(bytes)) {
            return false;
        }
        for (Entry entry : all(bytes)) {
            boolean sha1 = entry.type() == Wire.INTEGRITY;
            if (sha1 || entry.type() == Wire.INTEGRITY_SHA256) {
                int at = entry.end() - entry.value().length;
                for (Key key : keys) {
                    if (Arrays.equals(entry.value(), integrity(key, bytes, at, sha1))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
