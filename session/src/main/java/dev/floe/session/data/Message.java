package dev.floe.session.data;

import java.nio.ByteBuffer;

/** A message of a data channel: text or bytes, as it was sent. */
public sealed interface Message {
    /**
     * A string.
     *
     * @param text what was sent; of bytes that were not UTF-8, the replacement character
     */
    record Text(String text) implements Message {}

    /**
     * Bytes.
     *
     * @param bytes from position to limit; the receiver's to keep and to change
     */
    record Binary(ByteBuffer bytes) implements Message {}
}
