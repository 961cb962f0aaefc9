package dev.floe.examples.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;

/** A body that is being received. Keeps it up to a limit; beyond, nothing. */
final class Body {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private long length;

    Body(int limit) {
        this.limit = limit;
    }

    void append(ByteBuf bytes) {
        length += bytes.readableBytes();
        if (overflown()) {
            kept.reset();
        } else {
            kept.writeBytes(ByteBufUtil.getBytes(bytes));
        }
    }

    boolean overflown() {
        return length > limit;
    }

    long length() {
        return length;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
