package dev.floe.examples.dtls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at DTLS records before the engine does (RFC 6347 section 4.1), which takes one of odd shape for the end of the
 * association, wherever it came from.
 */
final class Records {
    /** The engine's largest packet, in both directions: what Ethernet carries under IPv6 and UDP. */
    static final int LONGEST = 1452;

    private static final int HEADER = 13;
    private static final int LENGTH_AT = 11;
    private static final int EPOCH_AT = 3;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int MAJOR_VERSION = 0xFE;

    private static final int MESSAGE_HEADER = 12;
    private static final int MESSAGE_NUMBER_AT = HEADER + 4;
    private static final int CLIENT_HELLO = 1;

    /** A nonce of 8 bytes and a tag of 16. */
    private static final int OVERHEAD = 24;

    private Records() {}

    /**
     * Returns copies of the records of a datagram, in order; those of odd shape, and what follows an impossible length,
     * are left out. Copies, for the engine moves the position of what it reads and decrypts in place: neither is for a
     * lent buffer.
     */
    static List<ByteBuffer> copied(ByteBuffer datagram) {
        List<ByteBuffer> records = new ArrayList<>(1);
        int at = datagram.position();
        while (datagram.limit() - at >= HEADER) {
            int size = HEADER + (datagram.getShort(at + LENGTH_AT) & 0xFFFF);
            if (size > datagram.limit() - at || size > LONGEST) {
                return records;
            }
            ByteBuffer record = ByteBuffer.allocate(size).put(0, datagram, at, size);
            if (hasShape(record)) {
                records.add(record);
            }
            at += size;
        }
        return records;
    }

    private static boolean hasShape(ByteBuffer record) {
        return (record.get(1) & 0xFF) == MAJOR_VERSION
                && (isProtected(record) ? isSealed(record) : isHandshake(record));
    }

    private static boolean isSealed(ByteBuffer record) {
        int type = record.get(0);
        return type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA && record.limit() >= HEADER + OVERHEAD;
    }

    /** An alert without protection may be anybody's. Nothing needs it: a peer that has left does not answer, either. */
    private static boolean isHandshake(ByteBuffer record) {
        int type = record.get(0);
        int least = type == HANDSHAKE ? MESSAGE_HEADER : 1;
        return (type == CHANGE_CIPHER_SPEC || type == HANDSHAKE)
                && record.getShort(EPOCH_AT) == 0
                && record.limit() >= HEADER + least;
    }

    /**
     * Gives a record that is not protected another number. The engine takes no record below one that it has used, so
     * that a single forged one with a high number would make it deaf to the peer.
     */
    static void renumber(ByteBuffer record, long number) {
        record.putLong(EPOCH_AT, number);
    }

    /** Whether the handshake's keys protect the record. */
    static boolean isProtected(ByteBuffer record) {
        return record.getShort(EPOCH_AT) == 1;
    }

    /** Whether the record announces those keys. */
    static boolean isChangeCipherSpec(ByteBuffer record) {
        return record.get(0) == CHANGE_CIPHER_SPEC;
    }

    /** Whether the handshake message, which is not protected, is a ClientHello. */
    static boolean isClientHello(ByteBuffer record) {
        return record.get(HEADER) == CLIENT_HELLO;
    }

    /** Returns {@code message_seq} of a handshake message that is not protected (RFC 6347 section 4.2.2). */
    static int messageNumber(ByteBuffer record) {
        return record.getShort(MESSAGE_NUMBER_AT) & 0xFFFF;
    }
}
