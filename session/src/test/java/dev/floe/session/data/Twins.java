package dev.floe.session.data;

import dev.floe.slot.DataLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Two data slots back to back, in virtual time. */
final class Twins {
    private static final long MILLI = 1_000_000L;
    private static final int STEPS = 100_000;

    final Twin left;
    final Twin right;
    private long now;

    Twins(SctpParameters toldToLeft) {
        now = 17;
        left = new Twin(toldToLeft);
        right = new Twin(new SctpParameters(5000, 262_144));
        left.other = right;
        right.other = left;
    }

    static Twins secured() {
        Twins twins = new Twins(new SctpParameters(5000, 262_144));
        twins.secure();
        return twins;
    }

    void secure() {
        left.slot.onSecured(now, DtlsRole.CLIENT);
        right.slot.onSecured(now, DtlsRole.SERVER);
        settle();
    }

    /** Goes on until nothing is on its way; what is to happen later does. */
    void settle() {
        for (int i = 0; i < STEPS; i++) {
            boolean leftDid = left.step();
            if (!right.step() && !leftDid) {
                return;
            }
            now += MILLI / 10;
        }
    }

    void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now += MILLI;
            left.slot.onTimeout(now);
            right.slot.onTimeout(now);
            settle();
        }
    }

    /** One of them. */
    final class Twin implements DataLink {
        final DataChannels slot;
        final List<DataChannel> opened = new ArrayList<>();
        final Queue<SessionTask> tasks = new ArrayDeque<>();
        boolean refuses;
        private final Queue<byte[]> inbox = new ArrayDeque<>();
        private final SctpParameters peer;
        private @Nullable Twin other;

        Twin(SctpParameters peer) {
            this.peer = peer;
            this.slot = DataChannels.attach(this, opened::add);
        }

        boolean step() {
            SessionTask task = tasks.poll();
            if (task != null) {
                task.run(now);
                return true;
            }
            byte[] packet = inbox.poll();
            if (packet != null) {
                slot.onPlaintext(now, ByteBuffer.wrap(packet));
            }
            return packet != null;
        }

        @Override
        public boolean send(long at, ByteBuffer plaintext) {
            Twin receiver = other;
            if (refuses || receiver == null) {
                return false;
            }
            byte[] bytes = new byte[plaintext.remaining()];
            plaintext.duplicate().get(bytes);
            receiver.inbox.add(bytes);
            return true;
        }

        @Override
        public int maxPlaintext() {
            return 1163;
        }

        @Override
        public SctpParameters peer() {
            return peer;
        }

        @Override
        public void execute(SessionTask task) {
            tasks.add(task);
        }
    }
}
