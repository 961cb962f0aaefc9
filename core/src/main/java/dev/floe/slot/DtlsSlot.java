package dev.floe.slot;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The DTLS side of a session (RFC 8827, RFC 8261): takes DTLS datagrams, hands up plaintext and keys through its
 * {@link DtlsLink}.
 *
 * <p>The slot must ask the peer for a certificate and compare it with {@link DtlsLink#peerFingerprints} before it calls
 * {@link DtlsLink#secured} or hands up any plaintext.
 */
public interface DtlsSlot extends Slot {
    /** Makes the slot of one session. */
    @FunctionalInterface
    interface Factory {
        /**
         * Called once, on the session's thread, before any other call.
         *
         * @param link the way back to the session
         * @return the session's slot
         */
        DtlsSlot attach(DtlsLink link);

        /**
         * {@return the fingerprint of the certificate that the slot will present, for the answer; empty if it is told
         * elsewhere}
         */
        default Optional<Fingerprint> fingerprint() {
            return Optional.empty();
        }
    }

    /**
     * A DTLS datagram from a proven path.
     *
     * @param now the time in nanoseconds
     * @param datagram lent for the call
     */
    void onDatagram(long now, ByteBuffer datagram);

    /**
     * Encrypts and sends one message of the data slot.
     *
     * @param now the time in nanoseconds
     * @param plaintext lent for the call; at most {@link #maxPlaintext} bytes
     * @return false if it could not leave: no handshake yet, the gate or the socket's buffer is closed
     */
    boolean send(long now, ByteBuffer plaintext);

    /** {@return how many bytes of plaintext fit into one datagram} */
    default int maxPlaintext() {
        return 1200;
    }
}
