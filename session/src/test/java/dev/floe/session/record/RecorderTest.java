package dev.floe.session.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept, and the forms that it takes, where a session on this machine's loopback would not go. */
class RecorderTest {
    private static final InetSocketAddress IPV4 = new InetSocketAddress("192.0.2.1", 1000);
    private static final InetSocketAddress IPV6 = new InetSocketAddress("2001:db8::1", 2000);
    private static final int PACKET = 6;
    private static final long UDP = 17;

    private final Recorder recorder = new Recorder(4);

    private byte[] pcapng(InetSocketAddress local) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        PcapngForm.write(file, recorder.snapshot(), "0123456789abcdef", local);
        return file.toByteArray();
    }

    /** Returns the body of the first packet. */
    private static ByteBuffer packet(byte[] file) {
        ByteBuffer blocks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (blocks.getInt(at) != PACKET) {
            at += blocks.getInt(at + 4);
        }
        return blocks.slice(at + 8, blocks.getInt(at + 4) - 12).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer frame(ByteBuffer packet) {
        return packet.slice(20, packet.getInt(12));
    }

    /** The sum of addresses, lengths, protocol and datagram, which a right checksum brings to all ones (RFC 8200 section 8.1). */
    private static int sum(ByteBuffer frame) {
        long sum = UDP + frame.limit() - 40;
        for (int at = 8; at < frame.limit(); at++) {
            sum += at % 2 == 0 ? (frame.get(at) & 0xFF) << 8 : frame.get(at) & 0xFF;
        }
        return (int) ((sum & 0xFFFF) + (sum >> 16));
    }

    @Test
    void writesIpv6WithItsChecksum() throws IOException {
        recorder.sent(5, IPV6, ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4}));
        ByteBuffer frame = frame(packet(pcapng(new InetSocketAddress("2001:db8::2", 3000))));
        assertEquals(40 + 8 + 5, frame.limit());
        assertEquals(0x60, frame.get(0));
        assertEquals(13, frame.getShort(4));
        assertEquals(3000, frame.getShort(40));
        assertEquals(2000, frame.getShort(42));
        assertEquals(0xFFFF, sum(frame));
    }

    @Test
    void writesAnIpv4PeerOfAnIpv6SocketAsAMappedAddress() throws IOException {
        recorder.received(5, IPV4, ByteBuffer.wrap(new byte[] {0, 1, 2, 3}));
        ByteBuffer frame = frame(packet(pcapng(IPV6)));
        assertEquals(0x0000FFFFC0000201L, frame.getLong(16));
        assertEquals(0xFFFF, sum(frame));
    }

    @Test
    void keepsTheBeginningOfWhatIsTooLongForStun() throws IOException {
        recorder.received(5, IPV4, ByteBuffer.allocate(3000));
        byte[] file = pcapng(IPV4);
        ByteBuffer packet = packet(file);
        assertEquals(28 + 2048, packet.getInt(12));
        assertEquals(28 + 3000, packet.getInt(16));
        assertTrue(new String(file, UTF_8).contains("a message of 3000 bytes, too long for STUN"));
    }

    @Test
    void keepsACopyOfWhatIsLent() {
        ByteBuffer lent = ByteBuffer.wrap(new byte[] {9, 0, 1, 9}).position(1).limit(3);
        StunEntry entry = recorder.received(5, IPV4, lent);
        lent.put(1, (byte) 7);
        assertEquals(1, lent.position());
        assertEquals(2, entry.bytes().length);
        assertEquals(0, entry.bytes()[0]);
    }

    @Test
    void countsWhatHasGivenWay() {
        IntStream.range(0, 10).forEach(i -> recorder.event(i, "event " + i));
        IntStream.range(0, 5).forEach(i -> recorder.received(i, IPV4, ByteBuffer.allocate(20)));
        Recorded recorded = recorder.snapshot();
        assertEquals(8, recorded.entries().size());
        assertEquals(6, recorded.lostEvents());
        assertEquals(1, recorded.lostMessages());
    }

    @Test
    void letsNoControlCharacterIntoAnEvent() {
        recorder.event(5, "broken\nPRIORITY=0\u001b[2J");
        StringBuilder text = new StringBuilder();
        TextForm.append(text, recorder.snapshot());
        assertTrue(text.toString().endsWith("-- broken PRIORITY=0 [2J\n"), text.toString());
        assertFalse(text.toString().contains("\u001b"));
    }
}
