package dev.floe.session.dtls;

import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One direction of a network that loses, doubles and swaps datagrams: the same ones for the same seed. Thread-safe. */
final class Wire implements Consumer<byte[]> {
    private final Random random;
    private final int faultsPercent;
    private final Consumer<byte[]> end;
    private byte @Nullable [] late;

    Wire(long seed, int faultsPercent, Consumer<byte[]> end) {
        this.random = new Random(seed);
        this.faultsPercent = faultsPercent;
        this.end = end;
    }

    @Override
    public synchronized void accept(byte[] datagram) {
        byte[] overtaken = late;
        late = null;
        boolean swap = hit();
        if (swap && overtaken == null) {
            late = datagram;
        } else if (!hit()) {
            end.accept(datagram);
            if (hit()) {
                end.accept(datagram);
            }
        }
        if (overtaken != null) {
            end.accept(overtaken);
        }
    }

    private boolean hit() {
        return random.nextInt(100) < faultsPercent;
    }
}
