package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.Key;
import dev.floe.sim.Output;
import dev.floe.sim.Reading;
import dev.floe.sim.Recorder;
import dev.floe.sim.VirtualTime;
import dev.floe.sim.Wire;
import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What strangers can draw from a session, and what the peer is told. */
class RepliesTest {
    private final AgentRig rig = new AgentRig();

    @Tag("Q4")
    @Tag("S7")
    @Tag("I28")
    @Test
    void answersStrangersTwentyTimesAtOnceThenTenTimesASecond() {
        for (int i = 0; i < 100; i++) {
            rig.receive(Addresses.STRANGER, anonymous());
        }
        assertEquals(20, rig.out.replies().size());
        assertEquals(80, rig.counters.repliesWithheld);

        rig.out.clear();
        for (int i = 0; i < 100; i++) {
            rig.advanceMillis(10);
            rig.receive(Addresses.STRANGER, anonymous());
        }
        assertEquals(10, rig.out.replies().size());
        assertEquals(200, rig.dropped(DropReason.NO_INTEGRITY), "each is counted, answered or not");
    }

    @Tag("S7")
    @Test
    void anEmptyBudgetStillAnswersThePeer() {
        for (int i = 0; i < 100; i++) {
            rig.receive(Addresses.STRANGER, anonymous());
        }
        rig.out.clear();
        rig.receive(Addresses.PEER, rig.peer.check());
        rig.receive(Addresses.PEER, rig.peer.endCheck(rig.peer.beginCheck().int64(Wire.CONTROLLED, 1)));

        assertEquals(2, rig.out.replies().size());
    }

    @Tag("Q4")
    @Tag("S7")
    @Test
    void nothingThatIsSentToAStrangerIsLongerThanWhatItSent() {
        Random random = new Random(11);
        for (int i = 0; i < 290; i++) {
            rig.advanceMillis(100);
            rig.out.clear();
            Wire wire = rig.peer.begin(Wire.REQUEST);
            if (random.nextBoolean()) {
                wire.add(Wire.USERNAME, new byte[random.nextInt(20)]);
            }
            if (random.nextBoolean()) {
                wire.add(Wire.INTEGRITY, new byte[20]);
            }
            byte[] request =
                    wire.add(0xC060, new byte[random.nextInt(16)]).fingerprint().bytes();
            rig.receive(Addresses.STRANGER, request);
            for (Output.Sent reply : rig.out.replies()) {
                assertTrue(reply.bytes().length <= request.length);
            }
        }
        assertTrue(rig.counters.repliesWithheld > 0, "some requests are too short to be answered");
        assertTrue(rig.counters.errorsOut > 50);
    }

    @Tag("S7")
    @Test
    void leavesThePhraseAwayBeforeItWithholdsTheReply() {
        rig.receive(
                Addresses.STRANGER,
                rig.peer
                        .begin(Wire.REQUEST)
                        .add(0xC060, new byte[4])
                        .fingerprint()
                        .bytes());
        Reading brief = rig.out.only(Output.Sent.class).reading();
        assertEquals(4, brief.value(Wire.ERROR_CODE).length);

        rig.out.clear();
        rig.receive(Addresses.STRANGER, anonymous());
        byte[] error = rig.out.only(Output.Sent.class).reading().value(Wire.ERROR_CODE);
        assertEquals("Bad Request", new String(error, 4, error.length - 4, java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Tag("Q4")
    @Tag("S7")
    @Test
    void allSessionsOfAThreadShareOneBudget() {
        VirtualTime time = new VirtualTime(3);
        IceScratch scratch = new IceScratch(new Random(3), new ReplyBudget(time.now, 5, 30));
        Counters counters = new Counters();
        int replies = 0;
        for (int session = 0; session < 3; session++) {
            Recorder out = new Recorder();
            IceLiteAgent agent = agent(time, scratch, counters, out);
            for (int i = 0; i < 15; i++) {
                agent.onDatagram(time.now, Addresses.STRANGER, ByteBuffer.wrap(anonymous()));
            }
            replies += sentBy(agent, out);
        }

        assertEquals(30, replies);
    }

    private static IceLiteAgent agent(VirtualTime time, IceScratch scratch, Counters counters, Recorder out) {
        IceConfig config = new IceConfig(
                AgentRig.LOCAL, Optional.of(AgentRig.REMOTE), ConsentPolicy.DEFAULT, Duration.ofSeconds(30));
        return new IceLiteAgent(time.now, config, scratch, counters, new Counting(out));
    }

    private static int sentBy(IceLiteAgent agent, Recorder out) {
        assertEquals(SessionState.NEW, agent.state());
        return out.replies().size();
    }

    @Tag("S5")
    @Test
    void answersARetransmittedCheckAlike() {
        byte[] check = rig.peer.check();
        rig.receive(Addresses.PEER, check);
        rig.receive(Addresses.PEER, check);

        assertEquals(2, rig.out.replies().size());
        assertArrayEquals(
                rig.out.replies().get(0).bytes(), rig.out.replies().get(1).bytes());
    }

    @Tag("S6")
    @Test
    void tellsAnIpv6PeerItsAddress() {
        InetSocketAddress peer = Addresses.ipv6(9, 4000);
        rig.receive(peer, rig.peer.check());
        Output.Sent reply = rig.out.replies().get(0);

        assertEquals(peer, reply.to());
        byte[] mapped = reply.reading().value(Wire.XOR_MAPPED_ADDRESS);
        assertEquals(20, mapped.length);
        assertEquals(2, mapped[1]);
        assertEquals(4000, (ByteBuffer.wrap(mapped).getShort(2) & 0xFFFF) ^ 0x2112);
        assertArrayEquals(peer.getAddress().getAddress(), unmasked(mapped, reply.bytes()));
    }

    private static byte[] unmasked(byte[] mapped, byte[] message) {
        byte[] address = new byte[16];
        for (int i = 0; i < 16; i++) {
            address[i] = (byte) (mapped[4 + i] ^ message[4 + i]);
        }
        return address;
    }

    @Tag("I25")
    @Test
    void answersChecksAfterItIsConnected() {
        rig.connect(Addresses.PEER);
        rig.out.clear();
        rig.receive(Addresses.PEER, rig.peer.check());

        assertTrue(rig.out.only(Output.Sent.class).reading().isSigned(new Key(AgentRig.LOCAL.password())));
    }

    @Tag("R6")
    @Tag("I10")
    @Tag("I11")
    @Tag("I9")
    @Tag("I12")
    @Tag("I13")
    @Test
    void itsOwnCheckIsThatOfAControlledAgent() {
        rig.receive(Addresses.PEER, rig.peer.check());
        Reading check = rig.out.checks().get(0).reading();

        assertEquals("RMTE:LOCL", new String(check.value(Wire.USERNAME), java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(1862270975, check.int32(Wire.PRIORITY));
        assertTrue(check.has(Wire.CONTROLLED));
        assertFalse(check.has(Wire.CONTROLLING));
        assertFalse(check.has(Wire.USE_CANDIDATE));
        assertTrue(check.isSigned(new Key(AgentRig.REMOTE.password())));
        assertTrue(check.hasFingerprint());
    }

    @Tag("I6")
    @Tag("I8")
    @Tag("C1")
    @Test
    void neverSpeaksFirst() {
        rig.advance(Duration.ofSeconds(29));

        assertEquals(java.util.List.of(), rig.out.outputs());
    }

    /** 60 bytes that bear no credentials: room for a 400 with its phrase. */
    private byte[] anonymous() {
        return rig.peer
                .begin(Wire.REQUEST)
                .add(Wire.SOFTWARE, new byte[28])
                .fingerprint()
                .bytes();
    }

    /** Keeps what an agent sends. */
    private record Counting(Recorder out) implements IceOutput {
        @Override
        public void send(InetSocketAddress to, ByteBuffer message) {
            out.sent(to, message);
        }

        @Override
        public void onState(SessionState state) {}

        @Override
        public void onProven(InetSocketAddress remote) {}

        @Override
        public void onForgotten(InetSocketAddress remote) {}

        @Override
        public void onSelected(InetSocketAddress remote) {}

        @Override
        public void onLost(long now, EndReason reason) {}
    }
}
