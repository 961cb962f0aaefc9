package dev.floe.session.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes what was recorded in the pcapng format (draft-ietf-opsawg-pcapng): each STUN message as an IP packet with a
 * comment, each event as an entry of a journal, which Wireshark shows among the packets.
 */
public final class PcapngForm {
    private static final int SECTION = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int PACKET = 6;
    private static final int JOURNAL = 9;
    private static final int LINKTYPE_RAW = 101;

    private static final int COMMENT = 1;
    private static final int SOFTWARE = 4;
    private static final int NAME = 2;
    private static final int FLAGS = 2;
    private static final int TIME_RESOLUTION = 9;
    private static final int NANOS = 9;
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;
    private static final int LONGEST_TEXT = 8192;

    private final OutputStream out;
    private final Recorded recorded;
    private final InetSocketAddress local;

    private PcapngForm(OutputStream out, Recorded recorded, InetSocketAddress local) {
        this.out = out;
        this.recorded = recorded;
        this.local = local;
    }

    /**
     * Writes everything that was recorded.
     *
     * @param session the session's name
     * @param local where its socket was bound
     */
    public static void write(OutputStream out, Recorded recorded, String session, InetSocketAddress local)
            throws IOException {
        PcapngForm form = new PcapngForm(out, recorded, local);
        form.begin(session);
        for (Entry entry : recorded.entries()) {
            if (entry instanceof StunEntry stun) {
                form.packet(stun);
            } else {
                form.event((EventEntry) entry);
            }
        }
    }

    private static ByteBuffer body(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void begin(String session) throws IOException {
        ByteBuffer section = body(256);
        section.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
        text(section, SOFTWARE, "Floe");
        block(SECTION, end(section));
        ByteBuffer link = body(256);
        link.putShort((short) LINKTYPE_RAW).putShort((short) 0).putInt(0);
        text(link, NAME, "session " + session);
        option(link, TIME_RESOLUTION, new byte[] {NANOS});
        block(INTERFACE, end(link));
    }

    private void packet(StunEntry stun) throws IOException {
        byte[] frame = IpPacket.of(stun, local);
        int uncaptured = stun.length() - stun.bytes().length;
        long nanos = recorded.epochNanos(stun);
        ByteBuffer body = body(frame.length + LONGEST_TEXT + 128);
        body.putInt(0).putInt((int) (nanos >>> 32)).putInt((int) nanos);
        body.putInt(frame.length).putInt(frame.length + uncaptured);
        padded(body, frame);
        text(body, COMMENT, stun.words());
        byte direction = (byte) (stun.isIncoming() ? INBOUND : OUTBOUND);
        option(body, FLAGS, new byte[] {direction, 0, 0, 0});
        block(PACKET, end(body));
    }

    private void event(EventEntry event) throws IOException {
        String entry = "__CURSOR=" + event.number() + "\n__REALTIME_TIMESTAMP=" + recorded.epochNanos(event) / 1000
                + "\nSYSLOG_IDENTIFIER=floe\nPRIORITY=6\nMESSAGE=" + event.words() + "\n";
        byte[] bytes = entry.getBytes(UTF_8);
        ByteBuffer body = body(bytes.length + 4);
        padded(body, bytes);
        block(JOURNAL, body);
    }

    private static void text(ByteBuffer body, int code, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        option(body, code, bytes.length <= LONGEST_TEXT ? bytes : Arrays.copyOf(bytes, LONGEST_TEXT));
    }

    private static void option(ByteBuffer body, int code, byte[] value) {
        body.putShort((short) code).putShort((short) value.length);
        padded(body, value);
    }

    private static void padded(ByteBuffer body, byte[] bytes) {
        body.put(bytes);
        body.position(body.position() + 3 & ~3);
    }

    /** Ends the options. */
    private static ByteBuffer end(ByteBuffer body) {
        return body.putInt(0);
    }

    private void block(int type, ByteBuffer body) throws IOException {
        int length = body.position() + 12;
        ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(type).putInt(length).put(body.flip()).putInt(length);
        out.write(block.array());
    }
}
