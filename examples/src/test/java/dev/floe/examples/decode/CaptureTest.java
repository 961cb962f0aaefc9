package dev.floe.examples.decode;

import static dev.floe.examples.decode.CaptureFile.hex;
import static dev.floe.examples.decode.CaptureFile.ipv4;
import static dev.floe.examples.decode.CaptureFile.ipv6;
import static dev.floe.examples.decode.CaptureFile.join;
import static dev.floe.examples.decode.CaptureFile.link;
import static dev.floe.examples.decode.CaptureFile.packet;
import static dev.floe.examples.decode.CaptureFile.pcap;
import static dev.floe.examples.decode.CaptureFile.section;
import static dev.floe.examples.decode.CaptureFile.udp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Capture files of every kind that is read. */
final class CaptureTest {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final byte[] IPV4 = ipv4(udp(Samples.check()));
    private static final byte[] IPV6 = ipv6(17, new byte[0], udp(Samples.answer()));
    private static final int RUNS = 5_000;
    private static final long SEED = 815;

    private record Run(int exit, List<String> lines) {
        List<String> titles() {
            return lines.stream().filter(line -> line.startsWith("packet ")).toList();
        }

        String last() {
            return lines.get(lines.size() - 1);
        }
    }

    private static Run decode(byte[] file) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = DecodeCommand.run(
                List.of("-", "--password", Samples.CHECK_PASSWORD, "--password", Samples.ANSWER_PASSWORD),
                new ByteArrayInputStream(file),
                new PrintStream(out, true, UTF_8));
        return new Run(exit, out.toString(UTF_8).lines().toList());
    }

    @ParameterizedTest
    @MethodSource("links")
    void findsStunBehindEachKindOfHeader(int linkType, byte[] header4, byte[] header6) throws Exception {
        Run run = decode(pcap(LITTLE, false, linkType, List.of(join(header4, IPV4), join(header6, IPV6))));
        assertEquals(0, run.exit(), run.lines().toString());
        assertEquals(
                List.of(
                        "packet 1, 0.000000 s, 192.0.2.1:1000 -> 192.0.2.2:2000",
                        "packet 2, 0.001000 s, [2001:db8:0:0:0:0:0:1]:1000 -> [2001:db8:0:0:0:0:0:2]:2000"),
                run.titles());
    }

    private static Stream<Arguments> links() {
        byte[] none = {};
        String macs = "020000000001 020000000002";
        return Stream.of(
                Arguments.of(0, hex("02000000"), hex("0a000000")),
                Arguments.of(1, hex(macs, "0800"), hex(macs, "86dd")),
                Arguments.of(1, hex(macs, "8100 0001 0800"), hex(macs, "88a8 0001 8100 0002 86dd")),
                Arguments.of(12, none, none),
                Arguments.of(101, none, none),
                Arguments.of(108, hex("00000002"), hex("0000001e")),
                Arguments.of(
                        113,
                        hex("0000 0304 0006 000000000000 0000 0800"),
                        hex("0000 0304 0006 000000000000 0000 86dd")),
                Arguments.of(228, none, none),
                Arguments.of(
                        276,
                        hex("0800 0000 00000001 0304 00 06 0000000000000000"),
                        hex("86dd 0000 00000001 0304 00 06 0000000000000000")));
    }

    @Test
    void readsBothByteOrdersAndBothUnitsOfPcap() throws Exception {
        for (ByteOrder order : List.of(BIG, LITTLE)) {
            for (boolean nanos : List.of(true, false)) {
                Run run = decode(pcap(order, nanos, 101, List.of(IPV4, IPV6)));
                assertEquals(0, run.exit());
                assertTrue(
                        run.titles().get(1).startsWith("packet 2, 0.001000 s"),
                        run.titles().get(1));
            }
        }
    }

    @Test
    void readsSectionsInterfacesAndBlocksOfPcapng() throws Exception {
        List<byte[]> blocks = new ArrayList<>();
        for (ByteOrder order : List.of(BIG, LITTLE)) {
            blocks.add(section(order));
            blocks.add(link(order, 1, 0));
            blocks.add(link(order, 101, 9));
            blocks.add(link(order, 101, 0x8A));
            blocks.add(CaptureFile.block(order, 5, new byte[8]));
            blocks.add(packet(order, 0, 2_000_000, join(hex("020000000001 020000000002 0800"), IPV4)));
            blocks.add(packet(order, 1, 2_500_000_000L, IPV6));
            blocks.add(packet(order, 2, 3 * 1024, IPV4));
        }
        Run run = decode(join(blocks.toArray(byte[][]::new)));
        assertEquals(0, run.exit(), run.lines().toString());
        List<String> times =
                run.titles().stream().map(title -> title.split(", ", -1)[1]).toList();
        assertEquals(
                List.of("0.000000 s", "0.500000 s", "1.000000 s", "0.000000 s", "0.500000 s", "1.000000 s"), times);
    }

    @Test
    void readsSimplePackets() throws Exception {
        byte[] length = {0, 0, (byte) (IPV4.length >> 8), (byte) IPV4.length};
        Run run = decode(join(section(BIG), link(BIG, 101, 0), CaptureFile.block(BIG, 3, join(length, IPV4))));
        assertEquals(0, run.exit(), run.lines().toString());
        assertEquals(1, run.titles().size());
    }

    @Test
    void looksBehindExtensionsButNotIntoFragmentsOrWhatIsNoStun() throws Exception {
        byte[] extended = ipv6(0, hex("3c00 010400000000 1100 010400000000"), udp(Samples.check()));
        byte[] fragment = IPV4.clone();
        fragment[6] = 0x20;
        byte[] tcp = IPV4.clone();
        tcp[9] = 6;
        byte[] dtls = ipv4(udp(hex("16fefd 0000000000000000 0000")));
        Run run = decode(pcap(BIG, true, 101, List.of(fragment, tcp, dtls, extended)));
        assertEquals(0, run.exit());
        assertEquals(1, run.titles().size());
        assertTrue(run.titles().get(0).startsWith("packet 4, 0.003000 s"));
        assertTrue(run.lines().contains("1 STUN message in 4 packets"));
    }

    @Test
    void saysWhatIsWrongInWhichPacket() throws Exception {
        byte[] changed = IPV4.clone();
        changed[changed.length - 1] ^= 1;
        Run run = decode(pcap(BIG, true, 101, List.of(IPV4, changed, changed)));
        assertEquals(1, run.exit());
        assertEquals(
                "wrong fingerprint: it says 0x8f9061eb, the bytes give 0x8f9061ea in packet 2 (the first of 2)",
                run.last());
    }

    @Test
    void doesNotJudgeWhatTheCaptureCutShort() throws Exception {
        Run run = decode(pcap(BIG, true, 101, List.of(IPV4, Arrays.copyOf(IPV4, 60))));
        assertEquals(0, run.exit());
        assertTrue(run.lines().contains("1 STUN message in 2 packets, and 1 that the capture cut short"));
    }

    @Test
    void saysThatThereIsNoStun() throws Exception {
        assertEquals(
                "malformed: the capture holds no STUN message",
                decode(pcap(BIG, true, 101, List.of())).last());
        Run strange = decode(pcap(BIG, true, 105, List.of(IPV4)));
        assertEquals(1, strange.exit());
        assertEquals(
                "malformed: the capture holds no STUN message; packets of link types [105] are not read",
                strange.last());
    }

    @Test
    void throwsForNoBytes() throws Exception {
        List<byte[]> sound = List.of(
                pcap(LITTLE, false, 1, List.of(join(hex("020000000001 020000000002 0800"), IPV4))),
                pcap(BIG, true, 101, List.of(IPV6)),
                join(section(BIG), link(BIG, 101, 9), packet(BIG, 0, 1, IPV4), packet(BIG, 0, 2, IPV6)));
        Random random = new Random(SEED);
        int passed = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] damaged = sound.get(random.nextInt(sound.size())).clone();
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            passed += decode(damaged).exit() == 0 ? 1 : 0;
        }
        assertTrue(passed > RUNS / 10 && passed < RUNS, passed + " of " + RUNS);
    }
}
