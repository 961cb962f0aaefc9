package dev.floe.session.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.dcep.DataChannelOpen;
import dev.floe.dcep.Ppid;
import dev.floe.sctp.Delivery;
import dev.floe.sctp.SctpAssociation;
import dev.floe.sctp.SctpConfig;
import dev.floe.sctp.SctpEnd;
import dev.floe.sctp.SctpOutput;
import dev.floe.sctp.SctpState;
import dev.floe.slot.DataLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left behind by channels that end early, or with a restart. */
@Tag("DC1")
class ChannelLifeTest {
    private static final int WINDOW = 1 << 20;

    @Test
    void whatARestartFindsUnheardOpensTheWindowNoFurther() {
        Restarting rig = new Restarting();
        SctpAssociation first = rig.connect(1);
        rig.openAndFill(first);
        SctpAssociation second = rig.connect(2);
        List<Message> late = new ArrayList<>();
        rig.opened.get(0).onMessage(late::add);
        rig.settle(second);
        assertEquals(1, late.size());
        rig.openAndFill(second);
        assertEquals(2, rig.opened.size());
        assertTrue(
                second.stats().peerWindow() < WINDOW - 200_000,
                "it is " + second.stats().peerWindow());
    }

    @Test
    void aChannelMayBeClosedBeforeTheSessionHasHeardOfIt() throws InterruptedException {
        Twins twins = Twins.secured();
        DataChannel outer = twins.left.slot.open("x", DataChannelOptions.RELIABLE);
        twins.settle();
        List<DataChannel> made = new ArrayList<>();
        List<String> told = new ArrayList<>();
        outer.onMessage(message -> {
            Thread other = new Thread(() -> {
                made.add(twins.left.slot.open("y", DataChannelOptions.RELIABLE));
                made.add(twins.left.slot.open("z", DataChannelOptions.RELIABLE.negotiatedAs(100)));
            });
            other.start();
            join(other);
            made.forEach(channel -> channel.onClose(() -> told.add(channel.label())));
            made.forEach(DataChannel::close);
        });
        twins.settle();
        twins.right.opened.get(0).send("now");
        twins.settle();
        twins.pass(1000);
        assertEquals(List.of("y", "z"), told);
        made.forEach(channel -> assertEquals(DataChannelState.CLOSED, channel.state()));
        assertEquals(1, twins.right.opened.size(), "the peer has not heard of it");
        DataChannel again = twins.left.slot.open("z", DataChannelOptions.RELIABLE.negotiatedAs(100));
        twins.settle();
        assertEquals(DataChannelState.OPEN, again.state());
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** A slot, and a peer that begins anew whenever it likes. The slot is the DTLS client. */
    private static final class Restarting implements DataLink, SctpOutput {
        final List<DataChannel> opened = new ArrayList<>();
        private final Queue<byte[]> toSlot = new ArrayDeque<>();
        private final Queue<byte[]> toPeer = new ArrayDeque<>();
        private final Queue<SessionTask> tasks = new ArrayDeque<>();
        private final DataChannels slot = DataChannels.attach(this, opened::add);
        private long now = 5;
        private boolean slotSends = true;

        Restarting() {
            slot.onSecured(now, DtlsRole.CLIENT);
            toPeer.clear();
        }

        SctpAssociation connect(long seed) {
            SctpAssociation peer =
                    new SctpAssociation(new SctpConfig(5000, 5000, 1163, WINDOW, WINDOW, new Random(seed)), this);
            peer.connect(now);
            settle(peer);
            assertEquals(SctpState.ESTABLISHED, peer.state());
            return peer;
        }

        void openAndFill(SctpAssociation peer) {
            byte[] open = new DataChannelOpen(true, DataChannelOpen.Reliability.RELIABLE, 0, 256, "x", "").encode();
            peer.send(now, 1, Ppid.DCEP, open, Delivery.RELIABLE);
            peer.send(now, 1, Ppid.BINARY, new byte[250_000], Delivery.RELIABLE);
            settle(peer);
        }

        void settle(SctpAssociation peer) {
            flush(peer);
            while (!(toSlot.isEmpty() && toPeer.isEmpty() && tasks.isEmpty())) {
                now += 100_000;
                if (!tasks.isEmpty()) {
                    tasks.remove().run(now);
                }
                if (!toSlot.isEmpty()) {
                    byte[] packet = toSlot.remove();
                    slot.onPlaintext(now, ByteBuffer.wrap(packet));
                }
                if (!toPeer.isEmpty()) {
                    peer.onPacket(now, ByteBuffer.wrap(toPeer.remove()));
                    flush(peer);
                }
            }
        }

        private void flush(SctpAssociation peer) {
            slotSends = false;
            peer.flush(now);
            slotSends = true;
        }

        @Override
        public boolean send(long at, ByteBuffer packet) {
            byte[] bytes = new byte[packet.remaining()];
            packet.duplicate().get(bytes);
            return (slotSends ? toPeer : toSlot).add(bytes);
        }

        @Override
        public int maxPlaintext() {
            return 1163;
        }

        @Override
        public SctpParameters peer() {
            return new SctpParameters(5000, 262_144);
        }

        @Override
        public void execute(SessionTask task) {
            tasks.add(task);
        }

        @Override
        public void onEstablished() {}

        @Override
        public void onMessage(int stream, int ppid, ByteBuffer message) {}

        @Override
        public void onUnbuffered(int stream, int bytes) {}

        @Override
        public void onPeerReset(int stream) {}

        @Override
        public void onReset(int stream) {}

        @Override
        public void onRestarted() {}

        @Override
        public void onClosed(SctpEnd end) {}
    }
}
