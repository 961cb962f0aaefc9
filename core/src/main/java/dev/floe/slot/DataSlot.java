package dev.floe.slot;

import java.nio.ByteBuffer;

/** The data side of a session: what runs inside DTLS, in WebRTC SCTP (RFC 8261). */
public interface DataSlot extends Slot {
    /** Makes the slot of one session. */
    @FunctionalInterface
    interface Factory {
        /**
         * Called once, on the session's thread, before any other call.
         *
         * @param link the way back to the session
         * @return the session's slot
         */
        DataSlot attach(DataLink link);
    }

    /**
     * DTLS is up: plaintext may be sent.
     *
     * @param now the time in nanoseconds
     * @param role the side that this session has in DTLS; it decides the parity of stream ids (RFC 8832 section 6)
     */
    void onSecured(long now, DtlsRole role);

    /**
     * The plaintext of one DTLS record.
     *
     * @param now the time in nanoseconds
     * @param plaintext lent for the call
     */
    void onPlaintext(long now, ByteBuffer plaintext);
}
