package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.AgentRig;
import dev.floe.sim.EngineRig;
import dev.floe.sim.Key;
import dev.floe.sim.Output;
import dev.floe.sim.Reading;
import dev.floe.sim.Wire;
import dev.floe.status.DropReason;
import dev.floe.status.PeerStats;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of every kind of datagram: the order of work and the replies of RFC 8489 and RFC 8445 section 7.3. */
class RequestTableTest {
    private static final Key OURS = new Key(AgentRig.LOCAL.password());

    static Stream<Row> rows() {
        return Stream.of(RequestRows.all(), ResponseRows.all(), PayloadRows.all())
                .flatMap(rows -> rows);
    }

    @Tag("Q1")
    @Tag("Q2")
    @Tag("Q3")
    @Tag("S1")
    @Tag("S2")
    @Tag("S3")
    @Tag("S4")
    @Tag("S7")
    @Tag("S8")
    @Tag("S9")
    @Tag("S10")
    @Tag("S12")
    @Tag("S16")
    @Tag("S18")
    @Tag("S19")
    @Tag("I12")
    @Tag("I13")
    @Tag("I14")
    @Tag("I15")
    @Tag("I17")
    @Tag("I18")
    @Tag("C3")
    @Tag("D1")
    @ParameterizedTest
    @MethodSource("rows")
    void isUsedOrDroppedAndAnsweredAsTheTableSays(Row row) {
        EngineRig rig = new EngineRig(row.slots().get());
        row.prepare().accept(rig);
        rig.out.clear();
        PeerStats before = rig.stats();
        row.act().accept(rig);

        assertEquals(expectedDrops(row), newDrops(before, rig.stats()));
        checkReply(row, rig);
        if (row.reason() != null) {
            checkNothingMoved(row, before, rig);
        }
    }

    private static Map<DropReason, Long> expectedDrops(Row row) {
        DropReason reason = row.reason();
        return reason == null ? Map.of() : Map.of(reason, 1L);
    }

    private static Map<DropReason, Long> newDrops(PeerStats before, PeerStats after) {
        Map<DropReason, Long> added = new EnumMap<>(DropReason.class);
        after.drops().forEach((reason, count) -> {
            long more = count - before.drops().getOrDefault(reason, 0L);
            if (more != 0) {
                added.put(reason, more);
            }
        });
        return added;
    }

    private static void checkReply(Row row, EngineRig rig) {
        List<Output.Sent> replies = rig.out.replies();
        if (row.reply() == Row.Reply.NONE) {
            assertEquals(List.of(), replies);
            return;
        }
        assertEquals(1, replies.size());
        Reading reply = replies.get(0).reading();
        assertTrue(reply.hasFingerprint());
        assertFalse(reply.has(Wire.USERNAME));
        assertFalse(reply.has(Wire.SOFTWARE));
        assertFalse(reply.has(0x8023), "no ALTERNATE-SERVER");
        switch (row.reply()) {
            case SUCCESS -> checkSuccess(rig, replies.get(0), reply.isSigned(OURS));
            case SUCCESS_SHA256 -> checkSuccess(rig, replies.get(0), reply.isSignedSha256(OURS));
            case UNSIGNED_ERROR -> checkUnsigned(row, reply);
            default -> checkSigned(row, reply);
        }
    }

    private static void checkSuccess(EngineRig rig, Output.Sent sent, boolean signed) {
        assertEquals(Wire.SUCCESS, sent.reading().type());
        assertTrue(signed);
        assertFalse(sent.reading().has(Wire.INTEGRITY) && sent.reading().has(Wire.INTEGRITY_SHA256), "one algorithm");
        byte[] mapped = rig.peer
                .begin(Wire.SUCCESS)
                .mapped(
                        java.nio.ByteBuffer.wrap(sent.to().getAddress().getAddress())
                                .getInt(),
                        sent.to().getPort())
                .bytes();
        assertArrayEquals(
                new Reading(mapped).value(Wire.XOR_MAPPED_ADDRESS),
                sent.reading().value(Wire.XOR_MAPPED_ADDRESS));
    }

    private static void checkUnsigned(Row row, Reading reply) {
        assertEquals(Wire.ERROR, reply.type());
        assertEquals(row.code(), reply.errorCode());
        assertFalse(reply.has(Wire.INTEGRITY));
        assertFalse(reply.has(Wire.INTEGRITY_SHA256));
    }

    private static void checkSigned(Row row, Reading reply) {
        assertEquals(Wire.ERROR, reply.type());
        assertEquals(row.code(), reply.errorCode());
        assertTrue(reply.isSigned(OURS) || reply.isSignedSha256(OURS));
        assertEquals(row.code() == 420, reply.has(Wire.UNKNOWN_ATTRIBUTES));
    }

    private static void checkNothingMoved(Row row, PeerStats before, EngineRig rig) {
        PeerStats after = rig.stats();
        assertEquals(before.state(), after.state());
        assertEquals(before.remote(), after.remote());
        assertEquals(before.dtlsState(), after.dtlsState());
        assertEquals(before.roundTrip(), after.roundTrip());
        assertEquals(List.of(), rig.out.all(Output.Selected.class));
        assertEquals(List.of(), rig.out.checks());
        assertEquals(List.of(), rig.slots.datagrams);
        if (row.reason() == DropReason.PEER_REFUSED) {
            assertEquals(row.code() == 0 ? Optional.empty() : Optional.of(row.code()), after.lastRefusal());
        }
    }

    @Test
    void theTableHasARowForEveryReason() {
        Set<DropReason> produced = rows().map(Row::reason)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DropReason.class)));

        assertEquals(EnumSet.allOf(DropReason.class), produced);
        assertTrue(rows().count() >= 60);
        assertEquals(
                rows().map(Row::name).distinct().toList(), rows().map(Row::name).toList(), "names are unique");
    }

    @Tag("S4")
    @Test
    void lists420sUnknownAttributes() {
        EngineRig rig = new EngineRig();
        rig.receive(
                dev.floe.sim.Addresses.PEER,
                rig.peer.endCheck(
                        rig.peer.beginCheck().int32(0x7777, 1).add(0xC060).add(0x0002)));

        assertArrayEquals(
                new byte[] {0x77, 0x77, 0, 2},
                rig.out.replies().get(0).reading().value(Wire.UNKNOWN_ATTRIBUTES));
    }
}
