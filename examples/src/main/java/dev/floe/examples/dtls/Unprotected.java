package dev.floe.examples.dtls;

import java.nio.ByteBuffer;

/**
 * Decides which of the client's records that are not protected yet the engine gets to see, and numbers them anew.
 *
 * <p>The new number hides from the engine that a record is late. It drops most late messages all the same, since it has
 * them already; but a ClientHello is a flight of its own, and a late one would begin that flight again, in the middle of
 * the next. So late ones are told by the number of the message: it grows from one ClientHello to the next, stays the
 * same when one is repeated, and no ClientHello comes after another message (RFC 6347 section 4.2.2).
 */
final class Unprotected {
    private int latestHello;
    private boolean hellosAreOver;
    private long next;

    /** Returns whether the engine may have the record, which then has its new number. */
    boolean admit(ByteBuffer record) {
        if (!isInPlace(record)) {
            return false;
        }
        Records.renumber(record, next++);
        return true;
    }

    /** No session is resumed: before keys change, the client has always sent at least its certificate and its key. */
    private boolean isInPlace(ByteBuffer record) {
        if (Records.isChangeCipherSpec(record)) {
            return hellosAreOver;
        }
        if (!Records.isClientHello(record)) {
            hellosAreOver = true;
            return true;
        }
        int number = Records.messageNumber(record);
        if (hellosAreOver || number < latestHello) {
            return false;
        }
        latestHello = number;
        return true;
    }
}
