package dev.floe.session.dtls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at DTLS records before BouncyCastle does (RFC 6347 section 4.1). BouncyCastle 1.84 ends an association for one
 * ciphertext that is shorter than its cipher's overhead, and sets aside up to 16 MiB for each handshake message that an
 * unprotected header announces; neither gets through here.
 */
final class Records {
    static final int HEADER = 13;
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    /** More than any certificate chain of a WebRTC peer; far less than what would hurt. */
    private static final int MAX_HANDSHAKE_MESSAGE = 16_384;

    private static final int MESSAGE_HEADER = 12;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = HEADER + MESSAGE_HEADER + 2;
    private static final int RANDOM_LENGTH = 32;

    private Records() {}

    /** The well-formed records of a datagram, in order. What follows a record of impossible length is dropped. */
    static List<byte[]> split(byte[] datagram, int overhead) {
        List<byte[]> records = new ArrayList<>(1);
        int offset = 0;
        while (datagram.length - offset >= HEADER) {
            int end = offset + HEADER + uint16(datagram, offset + 11);
            if (end > datagram.length) {
                break;
            }
            if (admissible(datagram, offset, end, overhead)) {
                records.add(
                        offset == 0 && end == datagram.length ? datagram : Arrays.copyOfRange(datagram, offset, end));
            }
            offset = end;
        }
        return records;
    }

    private static boolean admissible(byte[] bytes, int offset, int end, int overhead) {
        int type = type(bytes, offset);
        boolean dtls = uint8(bytes, offset + 1) == 0xFE;
        if (!dtls || type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA) {
            return false;
        }
        int start = offset + HEADER;
        return switch (epoch(bytes, offset)) {
            case 0 -> type == HANDSHAKE ? messagesAdmissible(bytes, start, end) : type != APPLICATION_DATA;
            case 1 -> end - start >= overhead;
            default -> false; // nobody renegotiates
        };
    }

    private static boolean messagesAdmissible(byte[] bytes, int start, int end) {
        int offset = start;
        while (offset < end) {
            if (end - offset < MESSAGE_HEADER || uint24(bytes, offset + 1) > MAX_HANDSHAKE_MESSAGE) {
                return false;
            }
            offset += MESSAGE_HEADER + uint24(bytes, offset + 9);
        }
        return offset == end;
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
