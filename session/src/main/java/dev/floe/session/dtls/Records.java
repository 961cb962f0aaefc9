package dev.floe.session.dtls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Looks at DTLS records before BouncyCastle does (RFC 6347 section 4.1). BouncyCastle 1.84 ends an association for one
 * ciphertext that is shorter than its cipher's overhead, and for one record of the version that was never given out; it
 * sets aside up to 16 MiB for each handshake message that an unprotected header announces; and it walks along all gaps of a
 * message for each part of it, which a thousand parts of one byte make milliseconds of. None of them gets through here.
 */
final class Records {
    static final int HEADER = 13;
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    /** More than any certificate chain of a WebRTC peer; far less than what would hurt. */
    private static final int MAX_HANDSHAKE_MESSAGE = 16_384;

    /** A flight has five at most; some peers put them into one record. */
    private static final int MOST_MESSAGES = 8;

    /** The smallest datagrams that anyone cuts a message into hold more of it. */
    private static final int SHORTEST_MIDDLE = 128;

    /** Finished has 24 bytes under 16 of overhead at least; shorter ones are alerts, and not needed. */
    private static final int SHORTEST_IN_HANDSHAKE = 40;

    private static final int DTLS_1_2 = 0xFEFD;
    /** Of the first ClientHello's record (RFC 6347 section 4.2.1). */
    private static final int DTLS_1_0 = 0xFEFF;

    private static final int MESSAGE_HEADER = 12;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = HEADER + MESSAGE_HEADER + 2;
    private static final int RANDOM_LENGTH = 32;

    private Records() {}

    /** The records of a datagram that a handshake may see, in order. */
    static List<byte[]> duringHandshake(byte[] datagram) {
        return split(datagram, offset -> switch (epoch(datagram, offset)) {
            case 0 ->
                type(datagram, offset) == HANDSHAKE
                        ? holdsMessages(datagram, offset)
                        : type(datagram, offset) != APPLICATION_DATA;
            case 1 -> type(datagram, offset) == APPLICATION_DATA || length(datagram, offset) >= SHORTEST_IN_HANDSHAKE;
            default -> false;
        });
    }

    /**
     * The records of a datagram that an association may see, in order: its own, and the unprotected ones of the peer's
     * last flight, should it come again.
     *
     * @param overhead what the cipher suite adds to a plaintext
     */
    static List<byte[]> afterHandshake(byte[] datagram, int overhead) {
        return split(datagram, offset -> switch (epoch(datagram, offset)) {
            case 0 -> type(datagram, offset) == HANDSHAKE && holdsMessages(datagram, offset);
            case 1 -> length(datagram, offset) >= overhead;
            default -> false; // nobody renegotiates
        });
    }

    /** What follows a record of impossible length is dropped. */
    private static List<byte[]> split(byte[] datagram, IntPredicate admissible) {
        List<byte[]> records = new ArrayList<>(1);
        int offset = 0;
        while (datagram.length - offset >= HEADER) {
            int end = offset + HEADER + length(datagram, offset);
            if (end > datagram.length) {
                break;
            }
            if (isDtls(datagram, offset) && admissible.test(offset)) {
                boolean whole = offset == 0 && end == datagram.length;
                records.add(whole ? datagram : Arrays.copyOfRange(datagram, offset, end));
            }
            offset = end;
        }
        return records;
    }

    private static boolean isDtls(byte[] bytes, int offset) {
        int type = type(bytes, offset);
        int version = uint16(bytes, offset + 1);
        return type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA && (version == DTLS_1_2 || version == DTLS_1_0);
    }

    private static boolean holdsMessages(byte[] bytes, int record) {
        int offset = record + HEADER;
        int end = offset + length(bytes, record);
        int messages = 0;
        do {
            if (++messages > MOST_MESSAGES || end - offset < MESSAGE_HEADER || !isSensible(bytes, offset)) {
                return false;
            }
            offset += MESSAGE_HEADER + uint24(bytes, offset + 9);
        } while (offset < end);
        return offset == end;
    }

    /** Beginnings and ends may be short, as they fill a datagram up, or are what is left; what lies between fills one alone. */
    private static boolean isSensible(byte[] bytes, int message) {
        int length = uint24(bytes, message + 1);
        int start = uint24(bytes, message + 6);
        int part = uint24(bytes, message + 9);
        return length <= MAX_HANDSHAKE_MESSAGE && (start == 0 || start + part >= length || part >= SHORTEST_MIDDLE);
    }

    /** Whether the first record carries a ClientHello, or a part of one. */
    static boolean isClientHello(byte[] datagram) {
        return datagram.length > HEADER + MESSAGE_HEADER
                && type(datagram, 0) == HANDSHAKE
                && epoch(datagram, 0) == 0
                && uint8(datagram, HEADER) == CLIENT_HELLO;
    }

    /** The random of a ClientHello's first part: two ClientHellos of one handshake have the same. Else empty. */
    static byte[] clientRandom(byte[] datagram) {
        boolean first = isClientHello(datagram)
                && uint24(datagram, HEADER + 6) == 0
                && datagram.length >= RANDOM + RANDOM_LENGTH;
        return first ? Arrays.copyOfRange(datagram, RANDOM, RANDOM + RANDOM_LENGTH) : new byte[0];
    }

    static int type(byte[] bytes, int offset) {
        return uint8(bytes, offset);
    }

    static int epoch(byte[] bytes, int offset) {
        return uint16(bytes, offset + 3);
    }

    private static int length(byte[] bytes, int offset) {
        return uint16(bytes, offset + 11);
    }

    private static int uint8(byte[] bytes, int offset) {
        return bytes[offset] & 0xFF;
    }

    private static int uint16(byte[] bytes, int offset) {
        return uint8(bytes, offset) << 8 | uint8(bytes, offset + 1);
    }

    private static int uint24(byte[] bytes, int offset) {
        return uint16(bytes, offset) << 8 | uint8(bytes, offset + 2);
    }
}
