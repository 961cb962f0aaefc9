package dev.floe.sim;

import java.util.Random;

/** Numbers that begin shortly before the end of their circle, or before half of it, where signs change. */
public final class NearTheEnd extends Random {
    private static final long serialVersionUID = 1;

    public NearTheEnd(long seed) {
        super(seed);
    }

    @Override
    public int nextInt() {
        return (nextBoolean() ? -1 : Integer.MAX_VALUE) - nextInt(30);
    }
}
