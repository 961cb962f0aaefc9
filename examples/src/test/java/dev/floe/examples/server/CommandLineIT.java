package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Http;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import dev.floe.examples.support.ServerProcess;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar on the command line: what it prints, and how it exits. */
final class CommandLineIT {
    /** A request with nothing but a fingerprint. */
    private static final String BINDING = "000100082112a44200000000000000000000000080280004b2aaf9f6";

    @TempDir
    private Path folder = Path.of("");

    private record Run(int exit, String out, List<String> err) {}

    private Run run(String... args) throws Exception {
        Path error = folder.resolve("err");
        Process process = ServerProcess.launch(error, args);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return new Run(process.exitValue(), out, Files.readAllLines(error));
    }

    @Test
    void saysItAllWithHelp() throws Exception {
        Run help = run("--help");
        assertEquals(0, help.exit());
        for (String option : List.of(
                "--http-port",
                "--http-host",
                "--address",
                "--advertise",
                "--udp-ports",
                "--max-sessions",
                "--connect-timeout",
                "--token")) {
            assertTrue(help.out().contains(option), option);
        }
    }

    @Test
    void namesABadOptionAndShowsTheUsage() throws Exception {
        Run bad = run("--http-port", "eighty");
        assertEquals(2, bad.exit());
        assertTrue(
                bad.err().get(0).startsWith("floe: --http-port: must be a whole number"),
                bad.err().get(0));
        assertTrue(String.join("\n", bad.err()).contains("Usage: java -jar"));
    }

    @Test
    void namesAVerbThatThereIsNot() throws Exception {
        Run bad = run("fly");
        assertEquals(2, bad.exit());
        assertTrue(bad.err().get(0).startsWith("floe: fly: "), bad.err().get(0));
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run refused = run("--http-port", Integer.toString(taken.getLocalPort()));
            assertRefused(refused, "floe: --http-port: 127.0.0.1 port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void saysInOneLineThatAnAddressIsNotThisMachines() throws Exception {
        assertRefused(
                run("--address", "203.0.113.9"), "floe: --address: 203.0.113.9 is not an address of this machine");
        assertRefused(
                run("--http-host", "203.0.113.9", "--token", "x"),
                "floe: --http-host: 203.0.113.9 is not an address of this machine");
    }

    private static void assertRefused(Run run, String line) {
        assertEquals(2, run.exit());
        assertEquals(1, run.err().size(), run.err().toString());
        assertTrue(run.err().get(0).startsWith(line), run.err().get(0));
    }

    @Test
    void printsWhereItListensAndStopsWhenTold() throws Exception {
        try (ServerProcess server = ServerProcess.start("--address", "127.0.0.1")) {
            Http http = new Http(server.uri());
            assertEquals(201, http.offer(Sdp.offer()).statusCode());
            assertEquals(200, http.get("/metrics").statusCode());
            assertEquals(143, server.terminate());
        }
    }

    @Test
    void runsTheSmallestEmbedding() throws Exception {
        String fingerprint = Sdp.value(Sdp.offer(), "a=fingerprint:");
        Process process =
                ServerProcess.launch(folder.resolve("err"), "embedding", Sdp.UFRAG, Sdp.PASSWORD, fingerprint);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            while (!lines.contains("a=end-of-candidates")) {
                lines.add(String.valueOf(out.readLine()));
            }
            assertEquals("a=ice-lite", lines.get(0));
            try (ScriptedPeer peer = new ScriptedPeer(String.join("\r\n", lines))) {
                peer.connect();
                String line = String.valueOf(out.readLine());
                while (!line.startsWith("connected to ")) {
                    assertTrue(line.startsWith("a="), line);
                    line = String.valueOf(out.readLine());
                }
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void namesWhatIsWrongWithTheValuesOfTheEmbedding() throws Exception {
        Run ufrag = run("embedding", "abc", "p".repeat(24), "sha-256 AB");
        assertEquals(2, ufrag.exit());
        assertTrue(
                ufrag.err().get(0).startsWith("floe: embedding: ice-ufrag: must have"),
                ufrag.err().get(0));
        Run digest = run("embedding", "abcd", "p".repeat(24), "sha-256");
        assertEquals(2, digest.exit());
        assertTrue(
                digest.err().get(0).startsWith("floe: embedding: fingerprint: "),
                digest.err().get(0));
    }

    @Test
    void tellsByItsExitCodeWhetherAMessageIsSound() throws Exception {
        Run sound = run("decode", BINDING);
        assertEquals(0, sound.exit(), sound.err().toString());
        assertTrue(sound.out().startsWith("STUN Binding request, 28 bytes"), sound.out());
        Run wrong = run("decode", BINDING.substring(0, 48) + "00000000");
        assertEquals(1, wrong.exit());
        assertTrue(wrong.out().contains("wrong fingerprint: it says 0x00000000"), wrong.out());
        assertEquals(List.of(), wrong.err());
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void saysInOneLineWhatIsWrongAndShowsTheUsage(String line, List<String> args) throws Exception {
        Run bad = run(args.toArray(String[]::new));
        assertEquals(2, bad.exit());
        assertEquals("floe: " + line, bad.err().get(0));
        assertEquals(
                "Usage: java -jar floe-examples.jar [server] [options]",
                bad.err().get(1));
        assertEquals("", bad.out());
    }

    /** Each verb with something missing, malformed, and too much. */
    private static Stream<Arguments> misuses() {
        return Stream.of(
                Arguments.of("--token: needs a value", List.of("server", "--token")),
                Arguments.of(
                        "--udp-ports: must be FIRST-LAST within 1 to 65535, as in 50000-50999, is '9-8'",
                        List.of("server", "--udp-ports=9-8")),
                Arguments.of("more: there is no such option", List.of("server", "more")),
                Arguments.of("--fly: there is no such option", List.of("--fly")),
                Arguments.of("--token: must be given once", List.of("--token=a", "--token=b")),
                Arguments.of("--address: must be an IP address, is 'here'", List.of("--address", "here")),
                Arguments.of(
                        "--max-sessions: must be a whole number from 1 to 100000, is '0'",
                        List.of("server", "--max-sessions", "0")),
                Arguments.of(
                        "fly: there is no such verb; there are server, embedding and decode", List.of("fly", "--fast")),
                Arguments.of(
                        "fly?high: there is no such verb; there are server, embedding and decode",
                        List.of("fly\nhigh")),
                Arguments.of(
                        "embedding: needs the offer's UFRAG, PASSWORD and FINGERPRINT", List.of("embedding", "abcd")),
                Arguments.of(
                        "embedding: needs the offer's UFRAG, PASSWORD and FINGERPRINT",
                        List.of("embedding", "abcd", "p".repeat(24), "sha-256 AB", "more")),
                Arguments.of("decode: needs hex, a file, or - for the standard input", List.of("decode")),
                Arguments.of("decode: 'neither' is neither hex nor a file", List.of("decode", "neither")),
                Arguments.of("--password: needs a value", List.of("decode", BINDING, "--password")),
                Arguments.of(
                        "decode: takes one input, not 2; put hex with blanks in quotes",
                        List.of("decode", "00", "01")));
    }

    @Test
    void printsNoStackTraceWhenThereIsNothingToExplain() throws Exception {
        Run bad = run("embedding");
        assertEquals(2, bad.exit());
        assertFalse(String.join("\n", bad.err()).contains("\tat "));
    }
}
