package dev.floe.examples.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.browser.BrowserPeer;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Peer;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.data.DataChannel;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.stun.Finding;
import dev.floe.stun.IntegrityKey;
import dev.floe.stun.StunReport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PushbackInputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wireshark reads what Floe records, and both read the same in it. */
final class TsharkIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long ROUNDS = 5;
    private static final List<String> FIELDS = List.of(
            "stun.type",
            "stun.length",
            "stun.id",
            "stun.att.type",
            "stun.att.length",
            "stun.att.crc32.status",
            "stun.att.username",
            "stun.att.priority",
            "stun.att.tie-breaker",
            "stun.att.ipv4",
            "stun.att.port",
            "frame.comment");
    private static final Set<String> TOLD_BY_VALUE =
            Set.of("USERNAME", "PRIORITY", "ICE-CONTROLLED", "ICE-CONTROLLING", "XOR-MAPPED-ADDRESS");
    private static final String GOOD = "1";

    @TempDir
    private Path folder = Path.of("");

    private static final class Echo implements SessionListener {
        @Override
        public void onDataChannel(PeerSession session, DataChannel channel) {
            channel.onMessage(channel::send);
        }
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static long answers(PeerSession session) throws Exception {
        return done(session.stats()).totals().getOrDefault("responsesIn", 0L);
    }

    /** A session with Chromium: it connects, echoes, consents for some seconds, and leaves. */
    private static PeerSession session(PeerSessions peers, Peer peer) throws Exception {
        PeerSession session = done(peers.accept(peer.offer(), new Echo()));
        peer.accept(session.answer());
        done(session.secured());
        assertEquals("hello", peer.echo("hello"));
        Await.until("some rounds of consent", LIMIT, () -> answers(session) >= ROUNDS);
        peer.leave();
        done(session.closed());
        return session;
    }

    private Path recorded(PeerSession session) throws Exception {
        Path file = folder.resolve("session.pcapng");
        try (OutputStream out = Files.newOutputStream(file)) {
            done(session.recording()).writePcapng(out);
        }
        return file;
    }

    @Test
    void agreesWithTheDecoderOnEveryMessageOfABrowserSession() throws Exception {
        Tshark.find();
        try (Peer peer = BrowserPeer.chromium();
                PeerSessions peers = PeerSessions.builder()
                        .address(ServerOptions.parse(List.of()).address())
                        .dtls(BouncyCastleDtls.selfSigned())
                        .recorder(1000)
                        .build()) {
            PeerSession session = session(peers, peer);
            Path file = recorded(session);
            List<String> passwords = List.of(
                    session.description().credentials().password(),
                    session.remoteDescription().orElseThrow().credentials().password());
            assertAgree(file, passwords.stream().map(IntegrityKey::of).toList(), 4 * (int) ROUNDS);
            assertPasses(file, passwords);
            assertEventsAreShown(file);
            assertEquals(
                    List.of(),
                    Tshark.read(file, "ip.checksum.status != 1 || udp.checksum.status != 1", List.of("frame.number")));
        }
    }

    private static void assertAgree(Path file, List<IntegrityKey> keys, int atLeast) throws Exception {
        List<StunReport> ours = reports(file, keys);
        List<Map<String, List<String>>> theirs = Tshark.read(file, "stun", FIELDS);
        assertTrue(ours.size() >= atLeast, "only " + ours.size());
        assertEquals(ours.size(), theirs.size());
        for (int i = 0; i < ours.size(); i++) {
            assertEquals(told(ours.get(i)), told(theirs.get(i), ours.get(i)), "message " + i);
            assertEquals(values(ours.get(i)), values(theirs.get(i)), "message " + i);
            assertEquals(Finding.RIGHT, ours.get(i).integrity().finding());
            String comment = String.join(";", theirs.get(i).getOrDefault("frame.comment", List.of()));
            assertTrue(comment.startsWith(commented(ours.get(i))), comment);
        }
    }

    /** The recorder knows no password. */
    private static String commented(StunReport report) {
        return report.summary().replace(", integrity right", "");
    }

    /** What both can be asked: types that one of them does not know by their lengths only. */
    private static List<Object> told(StunReport report) {
        StunReport.Header header = report.header().orElseThrow();
        return List.of(
                number(header.type()),
                Integer.toString(header.announced()),
                header.id().toString(),
                report.parts().stream()
                        .filter(part -> !isUnknown(part))
                        .map(part -> number(part.type()))
                        .toList(),
                report.parts().stream()
                        .map(part -> Integer.toString(part.length()))
                        .toList(),
                report.fingerprint().finding() == Finding.RIGHT);
    }

    private static boolean isUnknown(StunReport.Part part) {
        return part.name().equals("unknown");
    }

    private static List<Object> told(Map<String, List<String>> packet, StunReport ours) {
        List<String> unknown = ours.parts().stream()
                .filter(TsharkIT::isUnknown)
                .map(part -> number(part.type()))
                .toList();
        return List.of(
                only(packet, "stun.type"),
                only(packet, "stun.length"),
                only(packet, "stun.id").replace(":", ""),
                packet.getOrDefault("stun.att.type", List.of()).stream()
                        .filter(type -> !unknown.contains(type))
                        .toList(),
                packet.getOrDefault("stun.att.length", List.of()),
                packet.getOrDefault("stun.att.crc32.status", List.of()).equals(List.of(GOOD)));
    }

    /** The values that people look for first. */
    private static List<String> values(StunReport report) {
        return report.parts().stream()
                .filter(part -> TOLD_BY_VALUE.contains(part.name()))
                .map(part -> part.value().replaceFirst(" \\(type preference .*", ""))
                .sorted()
                .toList();
    }

    private static List<String> values(Map<String, List<String>> packet) {
        List<String> values = new ArrayList<>();
        each(packet, "stun.att.username").forEach(name -> values.add('"' + name + '"'));
        values.addAll(each(packet, "stun.att.priority"));
        each(packet, "stun.att.tie-breaker").forEach(hex -> values.add("tie-breaker 0x" + hex.replace(":", "")));
        each(packet, "stun.att.ipv4").forEach(ip -> values.add(ip + ":" + only(packet, "stun.att.port")));
        return values.stream().sorted().toList();
    }

    private static List<String> each(Map<String, List<String>> packet, String field) {
        return packet.getOrDefault(field, List.of());
    }

    private static String only(Map<String, List<String>> packet, String field) {
        List<String> values = packet.getOrDefault(field, List.of());
        assertEquals(1, values.size(), field);
        return values.get(0);
    }

    private static String number(int type) {
        return String.format(Locale.ROOT, "0x%04x", type);
    }

    private static List<StunReport> reports(Path file, List<IntegrityKey> keys) throws Exception {
        return datagrams(file).stream()
                .map(datagram -> StunReport.of(datagram.payload(), keys))
                .toList();
    }

    private static List<Datagram> datagrams(Path file) throws Exception {
        List<Datagram> datagrams = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            Capture capture =
                    Capture.of(new PushbackInputStream(in, Capture.PEEK)).orElseThrow();
            for (Optional<Packet> packet = capture.next(); packet.isPresent(); packet = capture.next()) {
                Frames.datagram(packet.get()).filter(Datagram::isStun).ifPresent(datagrams::add);
            }
        }
        return datagrams;
    }

    private static void assertPasses(Path file, List<String> passwords) throws Exception {
        List<String> args = new ArrayList<>(List.of(file.toString()));
        passwords.forEach(password -> args.addAll(List.of("--password", password)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = DecodeCommand.run(args, InputStream.nullInputStream(), new PrintStream(out, true, UTF_8));
        assertEquals(0, exit, out.toString(UTF_8));
    }

    private static void assertEventsAreShown(Path file) throws Exception {
        List<String> events = Tshark.read(file, "systemd_journal", List.of("systemd_journal.message")).stream()
                .flatMap(entry -> entry.values().stream())
                .flatMap(List::stream)
                .toList();
        assertTrue(events.contains("state CONNECTED"), events.toString());
        assertTrue(events.stream().anyMatch(event -> event.startsWith("ended: DTLS_CLOSED")), events.toString());
    }

    /** What a browser does not send: a wrong fingerprint, none, unknown attributes, other methods. */
    @Test
    void agreesWithTheDecoderOnMessagesThatAreNotAsTheyShouldBe() throws Exception {
        Tshark.find();
        byte[] wrong = Samples.check();
        wrong[wrong.length - 1] ^= 1;
        byte[] bare = CaptureFile.hex("01010000 2112a442 000102030405060708090a0b");
        byte[] strange =
                CaptureFile.hex("00010010 2112a442 000102030405060708090a0b", "7f010001 aa000000 ff010004 01020304");
        byte[] indication = CaptureFile.hex("00110000 2112a442 000102030405060708090a0b");
        byte[] allocate = CaptureFile.hex("00030008 2112a442 000102030405060708090a0b", "00190004 11000000");
        List<byte[]> packets = Stream.of(wrong, Samples.check(), Samples.answer(), bare, strange, indication, allocate)
                .map(message -> CaptureFile.ipv4(CaptureFile.udp(message)))
                .toList();
        Path file = Files.write(folder.resolve("odd.pcap"), CaptureFile.pcap(ByteOrder.BIG_ENDIAN, true, 101, packets));
        List<StunReport> ours = reports(file, List.of());
        List<Map<String, List<String>>> theirs = Tshark.read(file, "stun", FIELDS);
        assertEquals(packets.size(), ours.size());
        assertEquals(packets.size(), theirs.size());
        for (int i = 0; i < ours.size(); i++) {
            assertEquals(told(ours.get(i)), told(theirs.get(i), ours.get(i)), "message " + i);
        }
        assertEquals(Finding.WRONG, ours.get(0).fingerprint().finding());
    }
}
