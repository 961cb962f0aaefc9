package dev.floe.session.data;

import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

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
        left.inbox = right.link.packets;
        right.inbox = left.link.packets;
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
            boolean leftDid = left.step(now);
            if (!right.step(now) && !leftDid) {
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
    static final class Twin {
        final QueuedLink link;
        final DataChannels slot;
        final List<DataChannel> opened = new ArrayList<>();
        private Queue<byte[]> inbox = new ArrayDeque<>();

        Twin(SctpParameters peer) {
            link = new QueuedLink(peer);
            slot = DataChannels.attach(link, opened::add);
        }

        boolean step(long now) {
            SessionTask task = link.tasks.poll();
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
    }
}
