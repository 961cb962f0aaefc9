package dev.floe.sctp;

import static dev.floe.sctp.Packets.chunk;
import static dev.floe.sctp.Packets.data;
import static dev.floe.sctp.Packets.init;
import static dev.floe.sctp.Packets.ints;
import static dev.floe.sctp.Packets.packet;
import static dev.floe.sctp.Packets.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How an association is set up, at once, twice, late and anew (RFC 9260 section 5). */
@Tag("SC1")
class HandshakeTest {
    private static final long MILLI = 1_000_000L;
    private static final int BOTH = DataFlags.BEGIN | DataFlags.END;

    private final Scripted rig = new Scripted(11);

    private byte[] echo(byte[] cookie) {
        return packet(rig.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie));
    }

    @Test
    void sendsInitAgainEverLaterButAtMostThreeSecondsLater() {
        rig.association.connect(rig.now);
        rig.association.flush(rig.now);
        for (long wait : new long[] {500, 1000, 2000, 3000, 3000, 3000}) {
            rig.sent.clear();
            rig.pass(wait * MILLI - 1);
            assertEquals(List.of(), rig.sentTypes(), wait + " ms less 1 ns");
            assertEquals(1, rig.association.delayNanos(rig.now));
            rig.pass(1);
            assertEquals(List.of(ChunkType.INIT), rig.sentTypes(), wait + " ms");
        }
    }

    @Test
    void echoesTheCookieUntilItIsAcknowledged() {
        rig.association.connect(rig.now);
        rig.association.flush(rig.now);
        PacketReader reader = Scripted.read(rig.last());
        rig.localTag = reader.intAt(reader.value());
        byte[] cookie = parameter(Parameter.STATE_COOKIE, (byte) 1, (byte) 2, (byte) 3);
        rig.receiveChunks(init(ChunkType.INIT_ACK, Scripted.PEER_TAG, 9000, 4, 1, cookie));
        assertEquals(SctpState.COOKIE_ECHOED, rig.association.state());
        rig.sent.clear();
        rig.pass(500 * MILLI);
        assertEquals(List.of(ChunkType.COOKIE_ECHO), rig.sentTypes());
        PacketReader again = Scripted.read(rig.last());
        assertEquals(3, again.length());
        assertEquals(Scripted.PEER_TAG, again.tag());
        rig.receiveChunks(chunk(ChunkType.COOKIE_ACK, 0));
        assertTrue(rig.established);
        assertEquals(Long.MAX_VALUE, rig.association.delayNanos(rig.now));
    }

    @Test
    void beginsAgainWhenItsEchoIsStale() {
        rig.association.connect(rig.now);
        rig.association.flush(rig.now);
        PacketReader reader = Scripted.read(rig.last());
        rig.localTag = reader.intAt(reader.value());
        rig.receiveChunks(
                init(ChunkType.INIT_ACK, Scripted.PEER_TAG, 9000, 4, 1, parameter(Parameter.STATE_COOKIE, (byte) 1)));
        rig.sent.clear();
        rig.receiveChunks(chunk(ChunkType.ERROR, 0, Cause.staleCookie(5)));
        assertEquals(List.of(ChunkType.INIT), rig.sentTypes());
    }

    @Test
    void takesAnInitWhileItsOwnIsOnTheWay() {
        rig.association.connect(rig.now);
        rig.association.flush(rig.now);
        PacketReader own = Scripted.read(rig.last());
        int tag = own.intAt(own.value());
        byte[] cookie = rig.cookieFor(rig.init());
        assertEquals(tag, rig.localTag, "the same tag as in its own INIT (section 5.2.1)");
        rig.receive(echo(cookie));
        assertTrue(rig.established);
        assertEquals(List.of(ChunkType.COOKIE_ACK), Scripted.types(rig.last()));
    }

    @Test
    void knowsACookieForAMinute() {
        for (long late : new long[] {-1, 0, 1}) {
            Scripted fresh = new Scripted(12);
            byte[] cookie = fresh.cookieFor(fresh.init());
            fresh.now += Handshake.COOKIE_LIFE + late;
            fresh.sent.clear();
            fresh.receive(packet(fresh.localTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
            assertEquals(late <= 0, fresh.established, late + " ns late");
            assertEquals(
                    late <= 0 ? ChunkType.COOKIE_ACK : ChunkType.ERROR,
                    Scripted.types(fresh.last()).get(0));
            assertEquals(late <= 0 ? 0 : 1, fresh.drops(SctpDrop.STALE_COOKIE));
        }
    }

    @Test
    void doesNotKnowTheCookieOfAnotherAssociation() {
        Scripted other = new Scripted(13);
        byte[] cookie = other.cookieFor(other.init());
        rig.cookieFor(rig.init());
        rig.receive(echo(cookie));
        assertFalse(rig.established);
        assertEquals(1, rig.drops(SctpDrop.BAD_COOKIE));
    }

    @Test
    void answersACookieThatComesAgainAndChangesNothing() {
        byte[] cookie = rig.cookieFor(rig.init());
        rig.receive(echo(cookie));
        rig.receiveChunks(data(BOTH, rig.peerTsn, 0, 0, (byte) 1));
        rig.sent.clear();
        rig.now += 2 * Handshake.COOKIE_LIFE;
        rig.receive(echo(cookie));
        assertEquals(ChunkType.COOKIE_ACK, Scripted.types(rig.last()).get(0));
        assertEquals(0, rig.restarts);
        rig.receiveChunks(data(BOTH, rig.peerTsn + 1, 0, 1, (byte) 2));
        assertEquals(2, rig.messages.size());
    }

    @Test
    void beginsAnewWithAPeerThatHasForgotten() {
        rig.receive(echo(rig.cookieFor(rig.init())));
        rig.send(5000);
        int former = rig.localTag;
        byte[] anew = init(ChunkType.INIT, 0x22222222, 9000, 4, 70);
        byte[] cookie = rig.cookieFor(anew);
        assertTrue(former != rig.localTag, "a new tag (section 5.2.2)");
        assertEquals(SctpState.ESTABLISHED, rig.association.state());
        rig.receive(echo(cookie));
        assertEquals(1, rig.restarts);
        assertEquals(0, rig.association.stats().inFlight());
        rig.receiveChunks(data(BOTH, 70, 0, 0, (byte) 1));
        assertEquals(1, rig.messages.size());
        rig.receive(echo(cookie));
        assertEquals(1, rig.restarts, "its cookie come again is no other restart");
    }

    @Test
    void takesNoCookieOfAnEarlierLife() {
        byte[] first = rig.cookieFor(rig.init());
        int firstTag = rig.localTag;
        rig.receive(echo(first));
        rig.receive(echo(rig.cookieFor(init(ChunkType.INIT, 0x22222222, 9000, 4, 70))));
        assertEquals(1, rig.restarts);
        rig.receive(packet(firstTag, chunk(ChunkType.COOKIE_ECHO, 0, first)));
        assertEquals(1, rig.restarts);
        assertEquals(1, rig.drops(SctpDrop.BAD_COOKIE));
    }

    @Test
    void takesDataOnlyWhenItIsUp() {
        rig.association.connect(rig.now);
        rig.association.flush(rig.now);
        PacketReader own = Scripted.read(rig.last());
        rig.localTag = own.intAt(own.value());
        rig.receiveChunks(data(BOTH, 1, 0, 0, (byte) 1));
        assertEquals(1, rig.drops(SctpDrop.UNEXPECTED_CHUNK));
    }

    @Tag("SC11")
    @Test
    void leavesTheChecksumOutForAPeerThatTakesThat() {
        byte[] zero = parameter(Parameter.ZERO_CHECKSUM, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
        byte[] cookie = rig.cookieFor(init(ChunkType.INIT, 5, 9000, 4, 1, zero));
        assertTrue(Scripted.read(rig.last()).checksum() != 0, "INIT ACK has one");
        rig.receive(echo(cookie));
        rig.send(10);
        assertEquals(0, Scripted.read(rig.last()).checksum());
        Scripted plain = Scripted.up();
        plain.send(10);
        assertTrue(Scripted.read(plain.last()).isIntact(new Checksum()));
    }

    @Tag("SC11")
    @Test
    void saysThatItTakesPacketsWithoutAChecksumOnlyToWhoSaysSo() {
        byte[] zero = parameter(Parameter.ZERO_CHECKSUM, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
        rig.association.connect(rig.now);
        rig.association.flush(rig.now);
        assertFalse(
                InitReader.read(Scripted.read(rig.last())).orElseThrow().terms.zeroChecksum(), "INIT");
        rig.cookieFor(rig.init());
        assertFalse(
                InitReader.read(Scripted.read(rig.last())).orElseThrow().terms.zeroChecksum(), "INIT ACK");
        rig.cookieFor(init(ChunkType.INIT, 5, 9000, 4, 1, zero));
        assertTrue(
                InitReader.read(Scripted.read(rig.last())).orElseThrow().terms.zeroChecksum(), "and to who does");
    }

    @Test
    void saysWhatItIsNotAskedRightly() {
        assertThrows(
                IllegalArgumentException.class,
                () -> rig.association.send(0, 65_535, 51, new byte[1], Delivery.RELIABLE));
        assertThrows(
                IllegalArgumentException.class, () -> rig.association.send(0, 1, 51, new byte[0], Delivery.RELIABLE));
        assertThrows(IllegalArgumentException.class, () -> rig.association.prioritise(1, 0));
        assertThrows(IllegalArgumentException.class, () -> rig.association.reset(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Delivery(true, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Delivery(true, 0, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SctpConfig(0, 5000, 1200, 65_536, 65_536, new java.util.Random(1)));
        rig.association.abort(rig.now);
        assertThrows(IllegalStateException.class, () -> rig.association.send(0, 1, 51, new byte[1], Delivery.RELIABLE));
        assertThrows(IllegalStateException.class, () -> rig.association.connect(rig.now));
    }

    @Test
    void answersAHeartbeatWithItsOwnBytes() {
        rig.receive(echo(rig.cookieFor(rig.init())));
        rig.receiveChunks(chunk(ChunkType.HEARTBEAT, 0, ints(0x0001000C, 42, 43)));
        PacketReader reader = Scripted.read(rig.last());
        assertEquals(ChunkType.HEARTBEAT_ACK, reader.type());
        assertEquals(42, reader.intAt(reader.value() + 4));
        assertEquals(43, reader.intAt(reader.value() + 8));
    }
}
