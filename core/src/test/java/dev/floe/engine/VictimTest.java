package dev.floe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.EngineRig;
import dev.floe.sim.Output;
import dev.floe.sim.Wire;
import dev.floe.status.DropReason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody makes authentic checks appear to come from an address that is not the peer's: it gets a response to each, and our few
 * checks, which it never answers. Nothing else ever goes there, and no traffic moves.
 */
@Tag("R1")
@Tag("R4")
class VictimTest {
    private static final InetSocketAddress PEER = Addresses.PEER;
    private static final InetSocketAddress VICTIM = Addresses.STRANGER;
    /** At 0, 50, 100, 200 and 400 ms, and once a second until the path is forgotten after five. */
    private static final int CHECKS_OF_A_PATH = 9;

    private static final int CHECKS_PER_SECOND = 20;

    private final EngineRig rig = new EngineRig();

    /** Passes time in which the session has something to send all along, and the peer lives on if it is there. */
    private void pass(Duration time, boolean peerIsThere) {
        for (long steps = time.toMillis() / 100; steps > 0; steps--) {
            rig.advanceMillis(100);
            if (peerIsThere) {
                rig.receive(PEER, rig.peer.check());
                rig.answerLatest(PEER);
            }
            rig.slots.mediaLink().send(rig.now(), ByteBuffer.wrap(new byte[] {(byte) 0x80, 1}));
        }
    }

    private List<Output.Sent> toVictim() {
        return rig.out.all(Output.Sent.class).stream()
                .filter(sent -> sent.to().equals(VICTIM))
                .toList();
    }

    private void assertHeard(int responses, int mostChecks) {
        long answered = toVictim().stream()
                .filter(sent -> sent.isStun() && sent.reading().type() == Wire.SUCCESS)
                .count();
        long checks = toVictim().stream().filter(Output.Sent::isCheck).count();
        assertEquals(responses, answered);
        assertTrue(checks <= mostChecks, checks + " checks, not " + mostChecks + " at most");
        assertEquals(answered + checks, toVictim().size(), "nothing but responses and checks");
    }

    private void assertStays() {
        assertEquals(Optional.of(PEER), rig.stats().remote());
        assertTrue(rig.out.payloads().size() > 0);
        assertTrue(rig.out.payloads().stream().allMatch(sent -> sent.to().equals(PEER)));
    }

    @Test
    void aCheckThatWasReplayedBeforeThePeerConnectsMovesNothing() {
        byte[] captured = rig.peer.nominatingCheck();
        rig.receive(VICTIM, captured);
        pass(Duration.ofSeconds(1), false);
        assertEquals(List.of(), rig.out.payloads());
        rig.receive(PEER, captured);
        rig.connect(PEER);
        pass(Duration.ofSeconds(10), true);

        assertHeard(1, CHECKS_OF_A_PATH);
        assertStays();
    }

    @Test
    void oneThatIsReplayedAfterThePeerConnectedMovesNothing() {
        byte[] captured = rig.peer.nominatingCheck();
        rig.receive(PEER, captured);
        rig.answerLatest(PEER);
        for (int i = 0; i < 10; i++) {
            rig.receive(VICTIM, captured);
            pass(Duration.ofSeconds(1), true);
        }

        assertHeard(10, 0);
        assertEquals(10, rig.dropped(DropReason.REPLAY));
        assertStays();
    }

    @Test
    void twoDifferentCapturedChecksMoveNothing() {
        rig.connect(PEER);
        rig.receive(VICTIM, rig.peer.nominatingCheck());
        pass(Duration.ofSeconds(1), true);
        rig.receive(VICTIM, rig.peer.nominatingCheck());
        pass(Duration.ofSeconds(10), true);

        assertHeard(2, CHECKS_OF_A_PATH + 1);
        assertStays();
    }

    @Test
    void aPeerThatNominatesSomebodyElseSendsThemNoTraffic() {
        rig.connect(PEER);
        for (int i = 0; i < 100; i++) {
            rig.receive(VICTIM, rig.peer.nominatingCheck());
            pass(Duration.ofMillis(100), true);
        }
        assertHeard(100, 10 * CHECKS_PER_SECOND);
        pass(Duration.ofSeconds(10), true);

        assertStays();
    }

    @Test
    void aPeerThatNominatesAHundredOthersSharesOneBudgetAmongThem() {
        rig.connect(PEER);
        long before = checks();
        for (int tenth = 0; tenth < 100; tenth++) {
            for (int host = 101; host <= 110; host++) {
                rig.receive(Addresses.ipv4(host, 1000 + tenth % 10), rig.peer.nominatingCheck());
            }
            pass(Duration.ofMillis(100), false);
        }
        long toOthers = checks() - before;
        assertTrue(toOthers <= 10 * CHECKS_PER_SECOND + CHECKS_PER_SECOND, toOthers + " checks in ten seconds");
        assertEquals(Optional.of(PEER), rig.stats().remote());
        assertTrue(rig.out.payloads().stream().allMatch(sent -> sent.to().equals(PEER)));
    }

    private long checks() {
        return rig.out.all(Output.Sent.class).stream()
                .filter(sent -> sent.isCheck() && !sent.to().equals(PEER))
                .count();
    }
}
