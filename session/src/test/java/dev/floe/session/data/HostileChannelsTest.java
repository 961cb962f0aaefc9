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
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A slot against a peer that speaks SCTP well and means no good: nothing may be thrown. The slot is the DTLS client. */
@Tag("DC3")
class HostileChannelsTest {
    private static final DataChannelOpen OPEN =
            new DataChannelOpen(true, DataChannelOpen.Reliability.RELIABLE, 0, 256, "x", "");

    /** It gives nothing back of it, so what it takes is soon too much. */
    private static final int PEERS_WINDOW = 4096;

    private final Queue<byte[]> toSlot = new ArrayDeque<>();
    private final QueuedLink link = new QueuedLink(new SctpParameters(5000, 262_144));
    private final List<DataChannel> opened = new ArrayList<>();
    private final DataChannels slot = DataChannels.attach(link, opened::add);
    private final SctpAssociation peer = new SctpAssociation(
            new SctpConfig(5000, 5000, 1163, PEERS_WINDOW, PEERS_WINDOW, new Random(3)), new Peer());
    private long now = 5;
    private boolean deaf;

    /** It says that it has reset streams of which it has not got everything. */
    private boolean lies;

    private int tag;

    /** Bytes that have left the peer. */
    private long left;

    HostileChannelsTest() {
        slot.onSecured(now, DtlsRole.CLIENT);
        settle();
    }

    private void settle() {
        while (!(toSlot.isEmpty() && link.packets.isEmpty() && link.tasks.isEmpty())) {
            now += 100_000;
            if (!link.tasks.isEmpty()) {
                link.tasks.remove().run(now);
            }
            if (!toSlot.isEmpty()) {
                slot.onPlaintext(now, ByteBuffer.wrap(toSlot.remove()));
            }
            if (!link.packets.isEmpty()) {
                byte[] packet = link.packets.remove();
                if (lies) {
                    confirmResets(ByteBuffer.wrap(packet));
                }
                if (!deaf) {
                    peer.onPacket(now, ByteBuffer.wrap(packet));
                    peer.flush(now);
                }
            }
        }
    }

    private void confirmResets(ByteBuffer packet) {
        for (int at = 12; at < packet.limit(); at += (packet.getShort(at + 2) + 3) & ~3) {
            boolean reconfig = packet.get(at) == (byte) 130;
            if (reconfig && packet.getShort(at + 4) == 13) {
                toSlot.add(performed(packet.getInt(at + 8)));
            }
        }
    }

    private byte[] performed(int request) {
        ByteBuffer packet = ByteBuffer.allocate(12 + 16);
        packet.putShort((short) 5000).putShort((short) 5000).putInt(tag).putInt(0);
        packet.put((byte) 130).put((byte) 0).putShort((short) 16);
        packet.putShort((short) 16).putShort((short) 12).putInt(request).putInt(1);
        return packet.array();
    }

    private void pass() {
        now += 250_000_000L;
        slot.onTimeout(now);
        peer.onTimeout(now);
        peer.flush(now);
        settle();
    }

    private void say(int stream, byte[] dcep) {
        peer.send(now, stream, Ppid.DCEP, dcep, Delivery.RELIABLE);
    }

    private static byte[] ofUnknownKind() {
        byte[] bytes = OPEN.encode();
        bytes[1] = 0x55;
        return bytes;
    }

    @Test
    void refusesAnOpeningOnAStreamThatIsBeingReset() {
        say(1, ofUnknownKind());
        say(1, OPEN.encode());
        peer.flush(now);
        settle();
        assertEquals(0, opened.size());
    }

    @Test
    void takesAChannelOfTheWrongParityAndNumbersItsOwnPastIt() {
        say(0, OPEN.encode());
        peer.flush(now);
        settle();
        DataChannel own = slot.open("mine", DataChannelOptions.RELIABLE);
        settle();
        assertEquals(0, opened.get(0).id().orElseThrow());
        assertEquals(2, own.id().orElseThrow());
    }

    @Test
    void passesOverAnOpeningThatEndsWithTheAssociation() {
        say(1, OPEN.encode());
        peer.flush(now);
        byte[] packet = toSlot.remove();
        peer.abort(now);
        byte[] abort = toSlot.remove();
        byte[] both = Arrays.copyOf(packet, packet.length + abort.length - 12);
        System.arraycopy(abort, 12, both, packet.length, abort.length - 12);
        both[8] = both[9] = both[10] = both[11] = 0; // The slot takes packets without a checksum.
        toSlot.add(both);
        settle();
        assertEquals(0, opened.size());
    }

    @Test
    void givesNoChannelTheIdOfAStreamThatIsBeingReset() {
        say(0, ofUnknownKind());
        deaf = true;
        peer.flush(now);
        settle();
        DataChannel channel = slot.open("mine", DataChannelOptions.RELIABLE);
        settle();
        DataChannel agreed = slot.open("agreed", DataChannelOptions.RELIABLE.negotiatedAs(0));
        settle();
        assertEquals(2, channel.id().orElseThrow());
        assertEquals(DataChannelState.CLOSED, agreed.state());
    }

    @Test
    void refusesNamesThatAreNotUtf8() {
        byte[] open = new DataChannelOpen(true, DataChannelOpen.Reliability.RELIABLE, 0, 256, "", "x".repeat(60_000))
                .encode();
        Arrays.fill(open, 12, open.length, (byte) 0xFF);
        say(1, open);
        peer.flush(now);
        settle();
        assertEquals(0, opened.size());
    }

    @Test
    void stallsAnEchoWhoseAnswersWouldBeTooMany() {
        say(1, OPEN.encode());
        peer.flush(now);
        settle();
        DataChannel echo = opened.get(0);
        int[] answered = {0};
        echo.onMessage(message -> {
            answered[0]++;
            echo.send(message);
        });
        settle();
        for (int i = 0; i < 100_000; i++) {
            peer.send(now, 1, Ppid.BINARY, new byte[1], Delivery.RELIABLE);
        }
        peer.flush(now);
        for (int i = 0; i < 100; i++) {
            pass();
        }
        assertTrue(answered[0] >= 65_536 && answered[0] < 100_000, answered[0] + " were answered");
        assertTrue(echo.bufferedAmount() <= 65_536, echo.bufferedAmount() + " answers of one byte wait");
    }

    @Test
    void takesNoMoreNamelessChannelsThanShortOnes() {
        byte[] nameless = new DataChannelOpen(true, DataChannelOpen.Reliability.RELIABLE, 0, 256, "", "").encode();
        for (int stream = 0; stream < 40_000; stream++) {
            say(stream, nameless);
        }
        peer.flush(now);
        settle();
        for (int i = 0; i < 8; i++) {
            pass();
        }
        assertEquals(32_768, opened.size());
    }

    /** As long as answers stall, nothing is handed over: closing a channel must not make room for another one's messages. */
    @Test
    void holdsNoMoreThanTheWindowForChannelsThatAreClosedWhileTheirAnswersStall() {
        for (int stream = 1; stream <= 9; stream += 2) {
            say(stream, OPEN.encode());
        }
        peer.flush(now);
        settle();
        opened.forEach(channel -> channel.onMessage(message -> {
            if (channel.state() == DataChannelState.OPEN) {
                channel.send(message);
            }
        }));
        lies = true;
        send(1, 2060, 4096); // Just more than 8 MiB.
        for (int stream = 3; stream <= 9; stream += 2) {
            send(stream, 40, 16_384); // More than half of the window.
            peer.reset(now, stream);
            pass();
            pass();
        }
        assertTrue(opened.stream().anyMatch(channel -> channel.state() == DataChannelState.CLOSED));
        assertTrue(left <= 2060 * 4096 + (5 << 18), (left - 2060 * 4096) + " bytes were taken");
    }

    private void send(int stream, int count, int length) {
        for (int i = 0; i < count; i++) {
            peer.send(now, stream, Ppid.BINARY, new byte[length], Delivery.RELIABLE);
        }
        peer.flush(now);
        settle();
        for (int i = 0; i < 8; i++) {
            pass();
        }
    }

    /** What the peer hears. */
    private final class Peer implements SctpOutput {
        @Override
        public boolean send(long at, ByteBuffer packet) {
            byte[] bytes = QueuedLink.bytesOf(packet);
            tag = ByteBuffer.wrap(bytes).getInt(4);
            return toSlot.add(bytes);
        }

        @Override
        public void onEstablished() {}

        @Override
        public void onMessage(int stream, int ppid, ByteBuffer message) {}

        @Override
        public void onUnbuffered(int stream, int bytes) {
            left += bytes;
        }

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
