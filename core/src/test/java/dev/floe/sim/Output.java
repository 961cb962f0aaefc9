package dev.floe.sim;

import dev.floe.slot.SessionTask;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** What a machine did to the world, as a value. */
public sealed interface Output {
    /** Bytes left. Mutable in principle, in practice never changed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sent(long at, InetSocketAddress to, byte[] bytes) implements Output {
        public boolean isStun() {
            return (bytes[0] & 0xFC) == 0;
        }

        public boolean isCheck() {
            return isStun() && reading().type() == Wire.REQUEST;
        }

        public Reading reading() {
            return new Reading(bytes);
        }
    }

    record State(long at, SessionState state) implements Output {}

    record Dtls(DtlsState state) implements Output {}

    record Proven(InetSocketAddress remote) implements Output {}

    record Forgotten(InetSocketAddress remote) implements Output {}

    record Selected(long at, InetSocketAddress remote) implements Output {}

    record Lost(long at, EndReason reason) implements Output {}

    record Task(SessionTask task) implements Output {}

    record Ended(long at, SessionEnd end) implements Output {}

    static byte[] copy(ByteBuffer lent) {
        byte[] bytes = new byte[lent.remaining()];
        lent.get(lent.position(), bytes);
        return bytes;
    }
}
