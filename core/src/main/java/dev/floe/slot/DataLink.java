package dev.floe.slot;

import java.nio.ByteBuffer;

/** What a {@link DataSlot} may do. On the session's thread only, but for {@link #execute}. */
public interface DataLink extends Link {
    /**
     * Encrypts and sends one message.
     *
     * @param now the time in nanoseconds
     * @param plaintext lent for the call, at most {@link #maxPlaintext} bytes
     * @return false if it was refused; {@link Slot#onWritable} tells when to try again
     */
    boolean send(long now, ByteBuffer plaintext);

    /** {@return how many bytes of plaintext fit into one datagram} */
    int maxPlaintext();

    /** {@return what the peer's description says about SCTP; known when {@link DataSlot#onSecured} is called} */
    SctpParameters peer();
}
