package dev.floe.slot;

import java.nio.ByteBuffer;

/** What a {@link MediaSlot} may do. On the session's thread only, but for {@link #execute}. */
public interface MediaLink extends Link {
    /**
     * Sends one datagram on the selected pair.
     *
     * @param now the time in nanoseconds
     * @param datagram copied before the call returns
     * @return false if it was refused: no consent, or the socket's buffer is full; {@link Slot#onWritable} tells when
     *     to try again
     */
    boolean send(long now, ByteBuffer datagram);
}
