package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.status.EndReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session tells the JDK's Flight Recorder. */
class JfrTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder = Path.of("");

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

    private PeerSession start() throws Exception {
        return Await.result(PeerSession.builder()
                .bind(new InetSocketAddress(LOOPBACK, 0))
                .remote(peer.credentials)
                .dtls(new FakeDtls())
                .start());
    }

    /** Connects, secures and closes. */
    private void live(PeerSession session) throws Exception {
        peer.check(session, "notTheRightPasswordAtAll");
        assertEquals(401, peer.awaitResponse());
        peer.check(session);
        Await.result(session.connected());
        peer.send(session.localAddress(), FakeDtls.HELLO);
        Await.result(session.secured());
        assertEquals(EndReason.CLOSED, Await.result(session.close()).reason());
    }

    private List<RecordedEvent> events(Recording recording) throws Exception {
        recording.stop();
        Path file = folder.resolve("floe.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.floe."))
                .toList();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.floe." + name))
                .toList();
    }

    @Test
    void recordsChecksRoundsPathsTheHandshakeAndTheEnd() throws Exception {
        List<RecordedEvent> events;
        PeerSession session;
        try (Recording recording = new Recording()) {
            recording.start();
            session = start();
            live(session);
            events = events(recording);
        }
        String remote = "127.0.0.1:" + peer.address().getPort();
        events.forEach(event -> assertEquals(session.id(), event.getString("session")));

        List<RecordedEvent> checks = named(events, "Check");
        assertEquals(
                List.of("dropped as BAD_INTEGRITY, refused", "accepted as a check"),
                checks.stream().map(check -> check.getString("outcome")).toList());
        checks.forEach(check -> assertEquals(remote, check.getString("remote")));

        RecordedEvent round = named(events, "ConsentRound").get(0);
        assertEquals("accepted as an answer", round.getString("outcome"));
        assertTrue(round.getDuration("roundTrip").compareTo(Duration.ZERO) > 0);

        List<RecordedEvent> paths = named(events, "PathChange");
        assertEquals(1, paths.size());
        assertEquals("", paths.get(0).getString("former"));
        assertEquals(remote, paths.get(0).getString("remote"));

        List<RecordedEvent> handshakes = named(events, "Handshake");
        assertEquals(1, handshakes.size());
        assertEquals("CONNECTED", handshakes.get(0).getString("outcome"));
        assertEquals("TLS_FAKE", handshakes.get(0).getString("cipherSuite"));

        List<RecordedEvent> ends = named(events, "End");
        assertEquals(1, ends.size());
        assertEquals("CLOSED", ends.get(0).getString("reason"));
        assertTrue(ends.get(0).getDuration("lived").compareTo(Duration.ZERO) > 0);
    }

    @Test
    void recordsNothingThatIsSwitchedOff() throws Exception {
        try (Recording recording = new Recording()) {
            for (String name : List.of("Check", "ConsentRound", "PathChange", "Handshake")) {
                recording.disable("dev.floe." + name);
            }
            recording.start();
            live(start());
            assertEquals(
                    List.of("dev.floe.End"),
                    events(recording).stream()
                            .map(event -> event.getEventType().getName())
                            .toList());
        }
    }
}
