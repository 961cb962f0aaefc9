package dev.floe.examples.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.options.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verb, as far as it goes without a process. */
final class DecodeCommandTest {
    private static final String PASSED = "every check that could be made has passed";

    @TempDir
    private Path folder = Path.of("");

    private byte[] input = {};

    private record Run(int exit, List<String> lines) {
        String last() {
            return lines.get(lines.size() - 1);
        }
    }

    private Run run(String... args) throws UsageException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = DecodeCommand.run(List.of(args), new ByteArrayInputStream(input), new PrintStream(out, true, UTF_8));
        return new Run(exit, out.toString(UTF_8).lines().toList());
    }

    private String file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content).toString();
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void takesHexHoweverItIsPasted(String hex) throws Exception {
        Run run = run(hex);
        assertEquals(0, run.exit());
        assertEquals("STUN Binding request, 100 bytes", run.lines().get(0));
        assertEquals(PASSED, run.last());
    }

    private static Stream<String> spellings() {
        String pairs = Samples.CHECK.replaceAll("..", "$0 ").strip();
        return Stream.of(
                Samples.CHECK,
                Samples.CHECK.toUpperCase(java.util.Locale.ROOT),
                "0x" + Samples.CHECK,
                pairs,
                pairs.replace(' ', ':'),
                pairs.replace(" ", "\n"),
                "0x" + pairs.replace(" ", ", 0x"));
    }

    @Test
    void verifiesIntegrityWithAnyOfThePasswords() throws Exception {
        Run right = run(Samples.CHECK, "--password", "another", "--password=" + Samples.CHECK_PASSWORD);
        assertEquals(0, right.exit());
        assertTrue(right.lines().contains("  integrity       right"));
        Run unchecked = run(Samples.CHECK);
        assertTrue(unchecked.lines().contains("  integrity       not checked: no password was given"));
        Run wrong = run("--password", Samples.ANSWER_PASSWORD, Samples.CHECK);
        assertEquals(1, wrong.exit());
        assertEquals("wrong integrity: no password that was given fits, or the message was changed", wrong.last());
    }

    @Test
    void saysWhichCheckFailsAndWhy() throws Exception {
        Run fingerprint = run(Samples.CHECK.replace("8f9061ea", "8f9061eb"));
        assertEquals(1, fingerprint.exit());
        assertEquals("wrong fingerprint: it says 0x8f9061eb, the bytes give 0x8f9061ea", fingerprint.last());
        Run cut = run(Samples.CHECK.substring(0, 60));
        assertEquals(1, cut.exit());
        assertEquals("malformed: the header announces 80 bytes behind it, there are 10", cut.last());
    }

    @Test
    void readsTheStandardInput() throws Exception {
        input = Samples.check();
        assertEquals(0, run("-").exit());
        input = Samples.CHECK.getBytes(UTF_8);
        assertEquals(0, run("-").exit());
        input = new byte[0];
        Run nothing = run("-");
        assertEquals(1, nothing.exit());
        assertEquals("malformed: the input is empty", nothing.last());
    }

    @Test
    void readsFiles() throws Exception {
        assertEquals(0, run(file("raw", Samples.check())).exit());
        assertEquals(
                0, run(file("hex.txt", (Samples.CHECK + "\n").getBytes(UTF_8))).exit());
        assertEquals(1, run(file("odd.txt", "000".getBytes(UTF_8))).exit());
        assertEquals(1, run(file("long", new byte[2_000_000])).exit());
        assertEquals(1, run(file("other", "Hello, world".getBytes(UTF_8))).exit());
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void namesWhatIsWrongWithItsArguments(String message, List<String> args) {
        UsageException bad = assertThrows(UsageException.class, () -> run(args.toArray(String[]::new)));
        assertEquals(message, bad.getMessage());
    }

    private static Stream<Arguments> misuses() {
        return Stream.of(
                Arguments.of("decode: needs hex, a file, or - for the standard input", List.of()),
                Arguments.of("decode: takes one input, not 2; put hex with blanks in quotes", List.of("00", "01")),
                Arguments.of("decode: '' is neither hex nor a file", List.of("")),
                Arguments.of("decode: 'no/such/file' is neither hex nor a file", List.of("no/such/file")),
                Arguments.of("decode: 'a?b' is neither hex nor a file", List.of("a\0b")),
                Arguments.of("decode: '" + "x".repeat(40) + "…' is neither hex nor a file", List.of("x".repeat(5000))),
                Arguments.of("decode: '000' has an odd number of hex digits, and is no file", List.of("000")),
                Arguments.of("decode: src is a directory", List.of("src")),
                Arguments.of("--password: needs a value", List.of("00", "--password")),
                Arguments.of("--password: needs a value", List.of("00", "--password=")),
                Arguments.of("--verbose: there is no such option; decode has --password", List.of("00", "--verbose")),
                Arguments.of("-v: there is no such option; decode has --password", List.of("-v", "00")));
    }

    @Test
    void survivesAnyPrefixOfACapture() throws Exception {
        byte[] whole = CaptureFile.pcap(
                java.nio.ByteOrder.BIG_ENDIAN, true, 101, List.of(CaptureFile.ipv4(CaptureFile.udp(Samples.check()))));
        assertEquals(0, run(file("whole", whole)).exit());
        for (int length = 0; length < whole.length; length++) {
            assertEquals(1, run(file("cut", Arrays.copyOf(whole, length))).exit(), length + " bytes");
        }
    }
}
