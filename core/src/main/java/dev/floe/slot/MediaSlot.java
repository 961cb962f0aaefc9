package dev.floe.slot;

import java.nio.ByteBuffer;

/**
 * The media side of a session: takes what looks like RTP or RTCP (RFC 9443: first byte 128 to 191), encrypted as it
 * came.
 */
public interface MediaSlot extends Slot {
    /** Makes the slot of one session. */
    @FunctionalInterface
    interface Factory {
        /**
         * Called once, on the session's thread, before any other call.
         *
         * @param link the way back to the session
         * @return the session's slot
         */
        MediaSlot attach(MediaLink link);
    }

    /**
     * DTLS is up and use_srtp was agreed on.
     *
     * @param now the time in nanoseconds
     * @param keys the SRTP keys of both directions
     */
    default void onKeys(long now, SrtpKeys keys) {}

    /**
     * An SRTP or SRTCP datagram from a proven path.
     *
     * @param now the time in nanoseconds
     * @param datagram lent for the call
     */
    void onDatagram(long now, ByteBuffer datagram);
}
