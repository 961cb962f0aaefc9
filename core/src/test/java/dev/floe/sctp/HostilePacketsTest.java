package dev.floe.sctp;

import static dev.floe.sctp.Packets.chunk;
import static dev.floe.sctp.Packets.data;
import static dev.floe.sctp.Packets.init;
import static dev.floe.sctp.Packets.ints;
import static dev.floe.sctp.Packets.join;
import static dev.floe.sctp.Packets.packet;
import static dev.floe.sctp.Packets.parameter;
import static dev.floe.sctp.Packets.sack;
import static dev.floe.sctp.Packets.unchecked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer must not do, case by case: each is counted under its reason, and leaves the association as it was. */
@Tag("SC2")
class HostilePacketsTest {
    private static final int BOTH = DataFlags.BEGIN | DataFlags.END;
    private static final byte[] ONE = {1};

    /** Something that is done to an association that is up. */
    private record Case(String name, SctpDrop reason, Consumer<Scripted> deed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("a packet shorter than its header", SctpDrop.MALFORMED, rig -> rig.receive(new byte[11])),
                new Case("a packet without a chunk", SctpDrop.MALFORMED, rig -> rig.receive(packet(rig.localTag))),
                new Case(
                        "a chunk shorter than its header",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(new byte[] {ChunkType.SACK, 0, 0, 3})),
                new Case(
                        "a chunk longer than the packet",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(new byte[] {ChunkType.SACK, 0, 1, 0, 1, 2, 3, 4})),
                new Case(
                        "a second chunk that is cut off",
                        SctpDrop.MALFORMED,
                        rig -> rig.receive(Packets.sealed(
                                Arrays.copyOf(packet(rig.localTag, chunk(ChunkType.COOKIE_ACK, 0)), 18)))),
                new Case(
                        "a SACK shorter than its fields",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(chunk(ChunkType.SACK, 0, ints(1, 2)))),
                new Case(
                        "a SACK with fewer gaps than it says",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(chunk(ChunkType.SACK, 0, ints(rig.localTsn - 1, 1000, 0xFFFF0000)))),
                new Case(
                        "a SHUTDOWN without a TSN",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(chunk(ChunkType.SHUTDOWN, 0))),
                new Case(
                        "a FORWARD TSN without a TSN",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(chunk(ChunkType.FORWARD_TSN, 0))),
                new Case(
                        "a reset request that is cut off",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(
                                chunk(ChunkType.RE_CONFIG, 0, parameter(Parameter.OUTGOING_RESET, ONE)))),
                new Case(
                        "a reset response that is cut off",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(
                                chunk(ChunkType.RE_CONFIG, 0, parameter(Parameter.RESET_RESPONSE, ONE)))),
                new Case(
                        "an incoming reset that is cut off",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(
                                chunk(ChunkType.RE_CONFIG, 0, parameter(Parameter.INCOMING_RESET, ONE)))),
                new Case(
                        "a parameter of length zero",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(chunk(ChunkType.RE_CONFIG, 0, ints(0x000D0000)))),
                new Case(
                        "a parameter that overlaps the chunk's end",
                        SctpDrop.MALFORMED,
                        rig -> rig.receiveChunks(chunk(ChunkType.RE_CONFIG, 0, ints(0x000D0040, 1)))),
                new Case(
                        "an INIT whose parameter has length zero",
                        SctpDrop.MALFORMED,
                        rig -> rig.receive(packet(0, init(ChunkType.INIT, 5, 9000, 1, 1, ints(0x80080000))))),
                new Case(
                        "an INIT shorter than its fields",
                        SctpDrop.MALFORMED,
                        rig -> rig.receive(packet(0, chunk(ChunkType.INIT, 0, ints(5, 6))))),
                new Case(
                        "an INIT with tag 0",
                        SctpDrop.MALFORMED,
                        rig -> rig.receive(packet(0, init(ChunkType.INIT, 0, 9000, 1, 1)))),
                new Case("a wrong checksum", SctpDrop.BAD_CHECKSUM, rig -> {
                    byte[] packet = packet(rig.localTag, chunk(ChunkType.ABORT, 0));
                    packet[8] ^= 1;
                    rig.receive(packet);
                }),
                new Case(
                        "an INIT without a checksum",
                        SctpDrop.BAD_CHECKSUM,
                        rig -> rig.receive(unchecked(Packets.PORT, 0, rig.init()))),
                new Case(
                        "a COOKIE ECHO without a checksum",
                        SctpDrop.BAD_CHECKSUM,
                        rig -> rig.receive(
                                unchecked(Packets.PORT, rig.localTag, chunk(ChunkType.COOKIE_ECHO, 0, ONE)))),
                new Case(
                        "another port",
                        SctpDrop.WRONG_PORT,
                        rig -> rig.receive(Packets.sealed(unchecked(5001, rig.localTag, chunk(ChunkType.ABORT, 0))))),
                new Case(
                        "a wrong tag",
                        SctpDrop.WRONG_TAG,
                        rig -> rig.receive(packet(rig.localTag + 1, data(BOTH, rig.peerTsn, 0, 0, ONE)))),
                new Case(
                        "an ABORT with a wrong tag",
                        SctpDrop.WRONG_TAG,
                        rig -> rig.receive(packet(rig.localTag + 1, chunk(ChunkType.ABORT, 0)))),
                new Case(
                        "an ABORT that claims to reflect our tag",
                        SctpDrop.WRONG_TAG,
                        rig -> rig.receive(packet(rig.localTag, chunk(ChunkType.ABORT, 1)))),
                new Case(
                        "an INIT with a tag in its header",
                        SctpDrop.WRONG_TAG,
                        rig -> rig.receive(packet(rig.localTag, rig.init()))),
                new Case(
                        "an INIT with company",
                        SctpDrop.WRONG_TAG,
                        rig -> rig.receive(packet(0, rig.init(), chunk(ChunkType.ABORT, 0)))),
                new Case(
                        "an INIT ACK out of turn",
                        SctpDrop.UNEXPECTED_CHUNK,
                        rig -> rig.receiveChunks(init(ChunkType.INIT_ACK, 5, 9000, 1, 1))),
                new Case(
                        "an answer to no heartbeat",
                        SctpDrop.UNEXPECTED_CHUNK,
                        rig -> rig.receiveChunks(chunk(ChunkType.HEARTBEAT_ACK, 0, ONE))),
                new Case(
                        "a SHUTDOWN ACK out of turn",
                        SctpDrop.UNEXPECTED_CHUNK,
                        rig -> rig.receiveChunks(chunk(ChunkType.SHUTDOWN_ACK, 0))),
                new Case(
                        "a SHUTDOWN COMPLETE out of turn",
                        SctpDrop.UNEXPECTED_CHUNK,
                        rig -> rig.receiveChunks(chunk(ChunkType.SHUTDOWN_COMPLETE, 0))),
                new Case(
                        "a chunk that nobody knows",
                        SctpDrop.UNKNOWN_CHUNK,
                        rig -> rig.receiveChunks(chunk(0x3F, 0, ONE))),
                new Case(
                        "a cookie that is not ours",
                        SctpDrop.BAD_COOKIE,
                        rig -> rig.receiveChunks(chunk(ChunkType.COOKIE_ECHO, 0, new byte[76]))),
                new Case(
                        "a cookie of another length",
                        SctpDrop.BAD_COOKIE,
                        rig -> rig.receiveChunks(chunk(ChunkType.COOKIE_ECHO, 0, ONE))),
                new Case("a cookie that was changed", SctpDrop.BAD_COOKIE, rig -> {
                    byte[] cookie = rig.cookieFor(rig.init());
                    cookie[0] ^= 1;
                    rig.receive(packet(rig.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
                }),
                new Case(
                        "a SACK for what was never sent",
                        SctpDrop.BAD_SACK,
                        rig -> rig.receiveChunks(sack(rig.localTsn, 1000))),
                new Case(
                        "a gap block beyond what was sent",
                        SctpDrop.BAD_SACK,
                        rig -> rig.receiveChunks(sack(rig.localTsn - 1, 1000, 2, 9))),
                new Case("data that came before", SctpDrop.DUPLICATE_DATA, rig -> {
                    rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, ONE));
                    rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, ONE));
                }),
                new Case(
                        "a TSN far outside the window",
                        SctpDrop.OUTSIDE_WINDOW,
                        rig -> rig.receiveChunks(data(BOTH, rig.peerTsn + 1_000_000, 0, 0, ONE))),
                new Case(
                        "a FORWARD TSN far outside the window",
                        SctpDrop.OUTSIDE_WINDOW,
                        rig -> rig.receiveChunks(chunk(ChunkType.FORWARD_TSN, 0, ints(rig.peerTsn + 1_000_000)))),
                new Case(
                        "a stream beyond those agreed on",
                        SctpDrop.WRONG_STREAM,
                        rig -> rig.receiveChunks(data(BOTH, rig.peerTsn, 16, 0, ONE))),
                new Case("a number of a stream that was used before", SctpDrop.BAD_MESSAGE, rig -> {
                    rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, ONE));
                    rig.receiveChunks(data(BOTH, rig.peerTsn + 1, 0, 0, ONE));
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isCountedAndChangesNothing(Case given) {
        Scripted rig = Scripted.up();
        int tag = rig.localTag;
        given.deed.accept(rig);
        assertTrue(
                rig.drops(given.reason) > 0,
                () -> given + ": " + rig.association.stats().drops());
        assertEquals(SctpState.ESTABLISHED, rig.association.state());
        assertNull(rig.end);
        rig.localTag = tag;
        rig.messages.clear();
        rig.receiveChunks(data(
                BOTH | DataFlags.UNORDERED, rig.association.stats().packetsReceived() > 0 ? next(rig) : 0, 1, 0, ONE));
        assertEquals(1, rig.messages.size(), "it goes on");
    }

    /** The TSN that is next in line, as the last SACK tells it. */
    private static int next(Scripted rig) {
        rig.sent.clear();
        rig.receiveChunks(data(BOTH | DataFlags.UNORDERED | DataFlags.IMMEDIATE, rig.peerTsn, 1, 0, ONE));
        rig.messages.clear();
        PacketReader reader = Scripted.read(rig.last());
        return reader.intAt(reader.value()) + 1;
    }

    @Test
    void everyReasonHasACase() {
        Set<SctpDrop> shown =
                cases().map(Case::reason).collect(Collectors.toCollection(() -> EnumSet.noneOf(SctpDrop.class)));
        shown.add(SctpDrop.STALE_COOKIE); // HandshakeTest: it takes a minute.
        assertEquals(EnumSet.allOf(SctpDrop.class), shown);
    }

    @Test
    void keepsNoStateForAFloodOfInits() {
        Scripted rig = new Scripted(2);
        byte[] init = packet(0, rig.init());
        for (int i = 0; i < 10_000; i++) {
            rig.receive(init);
        }
        assertEquals(10_000, rig.sent.size());
        assertEquals(SctpState.CLOSED, rig.association.state());
        assertEquals(Long.MAX_VALUE, rig.association.delayNanos(rig.now));
        assertTrue(rig.last().length < 200, "an answer is short");
    }

    @Test
    void holdsNoMoreThanTheWindowOfPiecesWithoutEnd() {
        Scripted rig = Scripted.up();
        rig.receiveChunks(data(DataFlags.BEGIN, rig.peerTsn, 0, 0, ONE));
        for (int i = 1; i < 65_535; i++) {
            rig.receiveChunks(data(0, rig.peerTsn + i, 0, 0, ONE));
        }
        assertTrue(rig.drops(SctpDrop.OUTSIDE_WINDOW) > 0);
        assertTrue(rig.drops(SctpDrop.OUTSIDE_WINDOW) >= 65_535 - 2 * Scripted.WINDOW / Reassembly.OVERHEAD);
        assertEquals(0, rig.messages.size());
    }

    @Test
    void abortsWhereAMessageIsLongerThanWasAnnounced() {
        Scripted rig = Scripted.up();
        byte[] piece = new byte[1100];
        rig.receiveChunks(data(DataFlags.BEGIN, rig.peerTsn, 0, 0, piece));
        for (int i = 1; rig.end == null && i < 300; i++) {
            rig.receiveChunks(data(0, rig.peerTsn + i, 0, 0, piece));
        }
        assertEquals(SctpEnd.PROTOCOL_VIOLATION, rig.end);
        assertEquals(List.of(ChunkType.ABORT), Scripted.types(rig.last()));
    }

    @Test
    void abortsAtDataWithoutAnyBytes() {
        Scripted rig = Scripted.up();
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0));
        assertEquals(SctpEnd.PROTOCOL_VIOLATION, rig.end);
        assertEquals(Cause.NO_USER_DATA, Scripted.read(rig.last()).shortAt(16));
    }

    @Test
    void abortsWherePiecesContradictEachOther() {
        Scripted rig = Scripted.up();
        rig.receiveChunks(data(DataFlags.BEGIN, rig.peerTsn, 0, 0, ONE));
        rig.receiveChunks(data(BOTH, rig.peerTsn + 1, 0, 1, ONE));
        assertEquals(SctpEnd.PROTOCOL_VIOLATION, rig.end);
    }

    @Test
    void namesTheStreamThatWasNotAgreedOn() {
        Scripted rig = Scripted.up();
        rig.receiveChunks(data(BOTH, rig.peerTsn, 99, 0, ONE));
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(ChunkType.ERROR, reader.type());
        assertEquals(Cause.INVALID_STREAM, reader.shortAt(reader.value()));
        assertEquals(99, reader.shortAt(reader.value() + 4));
    }

    @Test
    void obeysTheHighBitsOfUnknownChunks() {
        byte[] after = data(BOTH | DataFlags.IMMEDIATE, -3, 0, 0, ONE);
        assertEquals(List.of(), typesAfter(chunk(0x3F, 0), after), "00: the rest is not looked at");
        assertEquals(List.of(ChunkType.ERROR), typesAfter(chunk(0x7F, 0), after), "01: likewise, and it is reported");
        assertEquals(List.of(ChunkType.SACK), typesAfter(chunk(0xBF, 0), after), "10: passed over");
        assertEquals(
                List.of(ChunkType.ERROR, ChunkType.SACK),
                typesAfter(chunk(0xFF, 0), after),
                "11: likewise, and reported");
    }

    private static List<Integer> typesAfter(byte[]... chunks) {
        Scripted rig = Scripted.up();
        rig.receiveChunks(chunks);
        return rig.sentTypes();
    }

    @Test
    void obeysTheHighBitsOfUnknownParameters() {
        byte[] zero = parameter(Parameter.ZERO_CHECKSUM, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
        assertEquals("", reported(parameter(0x3FFF), zero));
        assertEquals("7fff0004", reported(parameter(0x7FFF), zero));
        assertEquals("", reported(parameter(0xBFFF), zero));
        assertEquals("ffff0004", reported(parameter(0xFFFF), zero));
    }

    private static String reported(byte[]... parameters) {
        Scripted rig = new Scripted(3);
        rig.receive(packet(0, init(ChunkType.INIT, 7, 9000, 4, 1, join(parameters))));
        byte[] ack = rig.last();
        PacketReader reader = Scripted.read(ack);
        ParameterReader walk = new ParameterReader(reader, reader.value() + 16, reader.value() + reader.length());
        StringBuilder found = new StringBuilder();
        while (walk.next()) {
            if (walk.type() == Parameter.UNRECOGNIZED) {
                for (byte one : reader.copy(walk.value(), walk.length())) {
                    found.append("%02x".formatted(one));
                }
            }
        }
        return found.toString();
    }

    @Test
    void refusesAnInitThatCannotBe() {
        for (byte[] bad : List.of(init(ChunkType.INIT, 9, 9000, 0, 1), init(ChunkType.INIT, 9, 1499, 4, 1))) {
            Scripted rig = new Scripted(4);
            rig.receive(packet(0, bad));
            assertEquals(List.of(ChunkType.ABORT), Scripted.types(rig.last()));
            assertEquals(9, Scripted.read(rig.last()).tag());
        }
    }

    @Test
    void answersPacketsOutOfTheBlue() {
        assertEquals(List.of(ChunkType.ABORT), blue(data(BOTH, 1, 0, 0, ONE)));
        assertEquals(List.of(ChunkType.SHUTDOWN_COMPLETE), blue(chunk(ChunkType.SHUTDOWN_ACK, 0)));
        assertEquals(List.of(), blue(chunk(ChunkType.ABORT, 0)));
        assertEquals(List.of(), blue(chunk(ChunkType.SHUTDOWN_COMPLETE, 0)));
        assertEquals(List.of(), blue(chunk(ChunkType.COOKIE_ACK, 0)));
        assertEquals(List.of(), blue(chunk(ChunkType.ERROR, 0, ints(0x00030008, 1))));
    }

    private static List<Integer> blue(byte[] chunk) {
        Scripted rig = new Scripted(5);
        rig.receive(packet(77, chunk));
        rig.sent.forEach(packet -> {
            assertEquals(77, Scripted.read(packet).tag());
            assertEquals(1, Scripted.read(packet).flags());
        });
        return rig.sentTypes();
    }

    @Test
    void obeysAnAbortThatReflectsThePeersTag() {
        Scripted rig = Scripted.up();
        rig.receive(packet(Scripted.PEER_TAG, chunk(ChunkType.ABORT, 1)));
        assertEquals(SctpEnd.ABORTED_BY_PEER, rig.end);
    }

    @Test
    void takesDataWithoutAChecksum() {
        Scripted rig = Scripted.up();
        rig.receive(unchecked(Packets.PORT, rig.localTag, data(BOTH, rig.peerTsn, 0, 0, ONE)));
        assertEquals(1, rig.messages.size());
    }

    @Test
    void survivesWildGapBlocks() {
        Scripted rig = Scripted.up();
        rig.send(10_000);
        int lastSent = 9;
        rig.receiveChunks(sack(rig.localTsn - 1, 1 << 20, 5, 3, 4, 4, 2, 6, 0, 0, 6, lastSent - 1));
        assertEquals(0, rig.drops(SctpDrop.BAD_SACK));
        rig.receiveChunks(sack(rig.localTsn + lastSent - 1, 1 << 20));
        assertEquals(0, rig.association.stats().inFlight());
    }
}
