package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.status.EndReason;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session keeps of its messages and events, and how it is handed out. */
class RecordingTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final byte[] NO_STUN_AFTER_ALL = {0, 1, 2, 3};
    private static final int JOURNAL = 9;
    private static final int PACKET = 6;

    private final FakeDtls dtls = new FakeDtls();
    private ScriptedPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
        Machine.awaitNoLoopThreads();
    }

    private PeerSession.Builder builder() {
        return PeerSession.builder()
                .bind(new InetSocketAddress(LOOPBACK, 0))
                .remote(peer.credentials)
                .dtls(dtls);
    }

    private static List<String> lines(PeerSession session) throws Exception {
        return Await.result(session.dump()).lines().toList();
    }

    /** Fails unless lines that match follow one another, with others in between. */
    private static void assertInOrder(List<String> lines, String... patterns) {
        int at = 0;
        for (String pattern : patterns) {
            while (at < lines.size()
                    && !Pattern.compile(pattern).matcher(lines.get(at)).find()) {
                at++;
            }
            assertTrue(at < lines.size(), "no " + pattern + " in its place in\n" + String.join("\n", lines));
        }
    }

    @Test
    void tellsAWholeSession() throws Exception {
        PeerSession session = Await.result(builder().recorder(100).start());
        peer.check(session, "notTheRightPasswordAtAll");
        assertEquals(401, peer.awaitResponse());
        peer.check(session);
        Await.result(session.connected());
        peer.send(session.localAddress(), FakeDtls.HELLO);
        Await.result(session.secured());
        assertEquals(EndReason.CLOSED, Await.result(session.close()).reason());

        String from = "127.0.0.1:" + peer.address().getPort();
        String names = session.description().credentials().ufrag() + ":" + peer.credentials.ufrag();
        assertInOrder(
                lines(session),
                "^session " + session.id() + " at 127.0.0.1:"
                        + session.localAddress().getPort(),
                "^state CLOSED, DTLS CLOSED, consent NONE",
                "^counted \\{datagramsIn=",
                "^dropped \\{BAD_INTEGRITY=1}",
                " s  <- " + from + "  Binding request, USERNAME \"" + Pattern.quote(names)
                        + "\", ICE-CONTROLLING .*fingerprint right; dropped as BAD_INTEGRITY, refused$",
                " s  -> " + from + "  Binding error response, ERROR-CODE 401 ",
                " s  <- .*USE-CANDIDATE.*; accepted as a check$",
                " s  -- check from " + from + "$",
                " s  -- nominated: " + from + "$",
                " s  -> .*Binding success response, XOR-MAPPED-ADDRESS " + from,
                " s  -> .*Binding request, .*ICE-CONTROLLED",
                " s  <- .*Binding success response.*; accepted as an answer$",
                " s  -- proven: " + from + " has answered a check$",
                " s  -- path " + from + "$",
                " s  -- DTLS CONNECTING$",
                " s  -- DTLS CONNECTED$",
                " s  -- secured with DTLS 1.2, TLS_FAKE$",
                " s  -- DTLS CLOSED$",
                " s  -- state CLOSED$",
                " s  -- ended: CLOSED after ");
    }

    @Test
    void tellsTheEventsAloneAndNoneTwice() throws Exception {
        PeerSession session = Await.result(builder().recorder(100).start());
        peer.check(session);
        Await.result(session.connected());
        peer.check(session);
        assertEquals(0, peer.awaitResponse());
        Await.result(session.close());

        List<SessionEvent> events = Await.result(session.recording()).events();
        String from = "127.0.0.1:" + peer.address().getPort();
        List<String> words = events.stream().map(SessionEvent::words).toList();
        assertEquals(
                List.of(
                        "check from " + from,
                        "nominated: " + from,
                        "state CHECKING",
                        "proven: " + from + " has answered a check",
                        "path " + from,
                        "state CONNECTED",
                        "DTLS CLOSED",
                        "state CLOSED"),
                words.subList(0, words.size() - 1));
        assertTrue(words.get(words.size() - 1).startsWith("ended: CLOSED after "), words.toString());
        Duration last = Duration.ZERO;
        for (SessionEvent event : events) {
            assertTrue(event.after().compareTo(last) >= 0, events.toString());
            last = event.after();
        }
    }

    @Test
    void holdsNoPasswordInAnyForm() throws Exception {
        PeerSession session = Await.result(builder().recorder(100).start());
        peer.check(session);
        Await.result(session.connected());
        Await.result(session.close());

        String all = Await.result(session.dump())
                + pcapng(session).toString(StandardCharsets.ISO_8859_1)
                + Await.result(session.recording());
        assertTrue(all.contains(peer.credentials.ufrag()), "it is this session's");
        assertFalse(all.contains(peer.credentials.password()));
        assertFalse(all.contains(session.description().credentials().password()));
    }

    @Test
    void keepsTheLastMessagesAndLetsNoStrangerDriveOutAnEvent() throws Exception {
        PeerSession session = Await.result(builder().recorder(16).start());
        peer.check(session);
        Await.result(session.connected());
        for (int i = 0; i < 50; i++) {
            peer.send(session.localAddress(), NO_STUN_AFTER_ALL);
        }
        peer.send(session.localAddress(), FakeDtls.HELLO);
        Await.result(session.secured());
        Await.result(session.close());

        List<String> lines = lines(session);
        assertInOrder(
                lines,
                "^[0-9]+ older messages and 0 older events have given way to later ones$",
                " s  -- path ",
                " s  <- .*no STUN message, malformed: shorter than the header's 20 bytes: 4; dropped as MALFORMED_STUN$",
                " s  -- ended: CLOSED ");
        assertEquals(
                16,
                lines.stream()
                        .filter(line -> line.matches(".* s {2}(<-|->) .*"))
                        .count());
    }

    @Test
    void hasNothingButFiguresWithoutARecorder() throws Exception {
        PeerSession session = Await.result(builder().start());
        peer.check(session);
        Await.result(session.connected());
        assertInOrder(lines(session), "^state CONNECTED", "^counted ", "^nothing was recorded");
        Await.result(session.close());

        assertInOrder(lines(session), "^state CLOSED", "^nothing was recorded");
        assertEquals(0, Await.result(session.recording()).size());
        assertEquals(
                List.of(0x0A0D0D0A, 1),
                blocks(pcapng(session)).stream().map(Block::type).toList());
    }

    @Test
    void writesEachMessageAsAPacketAndEachEventAsAJournalEntry() throws Exception {
        PeerSession session = Await.result(builder().recorder(100).start());
        peer.check(session);
        Await.result(session.connected());
        Await.result(session.close());

        List<Block> blocks = blocks(pcapng(session));
        assertEquals(0x0A0D0D0A, blocks.get(0).type());
        assertEquals(1, blocks.get(1).type());
        List<Block> rest = blocks.subList(2, blocks.size());
        assertEquals(Await.result(session.recording()).size(), rest.size());
        Block packet = first(rest, PACKET);
        assertTrue(packet.text().contains("fingerprint right; accepted as a check"), packet.text());
        ByteBuffer ip = packet.body().slice(20, packet.body().getInt(12)).order(ByteOrder.BIG_ENDIAN);
        assertEquals(0x45, ip.get(0));
        assertEquals(ip.limit(), ip.getShort(2));
        assertEquals(0xFFFF, sum(ip, 0, 20));
        assertEquals(0xFFFF, sum(ip, 12, ip.limit(), 17, ip.limit() - 20));
        assertEquals((short) peer.address().getPort(), ip.getShort(20));
        String check = "\nMESSAGE=check from 127.0.0.1:" + peer.address().getPort() + "\n";
        assertTrue(
                first(rest, JOURNAL).text().contains(check),
                first(rest, JOURNAL).text());
    }

    private static Block first(List<Block> blocks, int type) {
        return blocks.stream().filter(block -> block.type() == type).findFirst().orElseThrow();
    }

    /** The sum that a right checksum brings to all ones (RFC 1071). */
    private static int sum(ByteBuffer bytes, int begin, int end, int... more) {
        long sum = 0;
        for (int at = begin; at < end; at++) {
            sum += (at - begin) % 2 == 0 ? (bytes.get(at) & 0xFF) << 8 : bytes.get(at) & 0xFF;
        }
        for (int word : more) {
            sum += word;
        }
        return (int) ((sum & 0xFFFF) + (sum >> 16));
    }

    private record Block(int type, ByteBuffer body) {
        String text() {
            return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        }
    }

    private static List<Block> blocks(ByteArrayOutputStream file) {
        ByteBuffer rest = ByteBuffer.wrap(file.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (at < rest.limit()) {
            int length = rest.getInt(at + 4);
            assertEquals(length, rest.getInt(at + length - 4));
            blocks.add(
                    new Block(rest.getInt(at), rest.slice(at + 8, length - 12).order(ByteOrder.LITTLE_ENDIAN)));
            at += length;
        }
        return blocks;
    }

    private static ByteArrayOutputStream pcapng(PeerSession session) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Await.result(session.recording()).writePcapng(file);
        return file;
    }

    @Test
    void staysWhatItWasWhenTheSessionGoesOn() throws Exception {
        PeerSession session = Await.result(builder().recorder(100).start());
        peer.check(session);
        Await.result(session.connected());
        SessionRecording early = Await.result(session.recording());
        String before = early.text();
        Await.result(session.close());
        assertEquals(before, early.text());
        SessionRecording last = Await.result(session.recording());
        assertTrue(last.size() > early.size());
        assertArrayEquals(pcapng(session).toByteArray(), pcapng(session).toByteArray());
    }
}
