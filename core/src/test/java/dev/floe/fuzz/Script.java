package dev.floe.fuzz;

import java.util.Arrays;

/** A fuzzer's bytes, read from front to back as decisions. Beyond their end every decision is 0. */
public final class Script {
    private final byte[] bytes;
    private int at;

    public Script(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return at < bytes.length;
    }

    /** 0 to 255. */
    public int next() {
        return hasMore() ? bytes[at++] & 0xFF : 0;
    }

    /** 0 to 255, and less than {@code bound}. */
    public int below(int bound) {
        return next() % bound;
    }

    public boolean flag() {
        return (next() & 1) != 0;
    }

    /** As many bytes as there are, {@code length} at most. */
    public byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + length));
        at += taken.length;
        return taken;
    }
}
