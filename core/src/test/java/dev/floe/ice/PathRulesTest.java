package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.Output;
import dev.floe.sim.Wire;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules about paths: how they are proven, kept and forgotten (RFC 7675 section 5.1 for a lite agent). */
class PathRulesTest {
    private static final InetSocketAddress PEER = Addresses.PEER;
    private static final InetSocketAddress OTHER = Addresses.OTHER;

    private final AgentRig rig = new AgentRig();

    @Tag("R2")
    @Tag("C2")
    @Tag("C8")
    @Test
    void provesAPathAtOnceAndAfter50And100And200And400Milliseconds() {
        long start = rig.now();
        rig.receive(PEER, rig.peer.check());
        rig.advanceMillis(1_399);

        assertEquals(List.of(0L, 50L, 100L, 200L, 400L), millisSince(start));
    }

    @Tag("C8")
    @Test
    void thenOnceAPeriodWhileThePathKeepsAsking() {
        long start = rig.now();
        rig.receive(PEER, rig.peer.check());
        for (int i = 0; i < 10; i++) {
            rig.advanceMillis(900);
            rig.receive(PEER, rig.peer.check());
        }
        List<Long> times = millisSince(start);

        assertEquals(List.of(0L, 50L, 100L, 200L, 400L, 1400L, 2400L, 3400L, 4400L, 5400L, 6400L, 7400L, 8400L), times);
    }

    @Tag("C8")
    @Tag("C10")
    @Test
    void eachCheckHasAnIdOfItsOwn() {
        rig.receive(PEER, rig.peer.check());
        rig.live(PEER, Duration.ofSeconds(60));
        rig.out.clear();
        rig.receive(OTHER, rig.peer.check());
        rig.advance(Duration.ofSeconds(4));
        Set<String> ids = new HashSet<>();
        rig.out
                .checks()
                .forEach(check ->
                        ids.add(check.reading().idHigh() + " " + check.reading().idLow()));

        assertEquals(rig.out.checks().size(), ids.size());
    }

    private List<Long> millisSince(long start) {
        return rig.out.checks().stream()
                .map(check -> (check.at() - start) / 1_000_000)
                .toList();
    }

    @Tag("S6")
    @Test
    void firstAnswersThenChecks() {
        rig.receive(PEER, rig.peer.check());
        List<Output.Sent> sent = rig.out.all(Output.Sent.class);

        assertEquals(2, sent.size());
        assertEquals(Wire.SUCCESS, sent.get(0).reading().type());
        assertTrue(sent.get(1).isCheck());
    }

    @Tag("R1")
    @Test
    void forgetsAnUnprovenPathFiveSecondsAfterItsLastFreshRequest() {
        byte[] check = rig.peer.check();
        rig.receive(PEER, check);
        rig.advanceMillis(2_000);
        rig.receive(PEER, rig.peer.check());
        rig.advanceMillis(2_000);
        rig.receive(PEER, check);
        rig.advance(Duration.ofNanos(2_999_999_999L));
        assertTrue(rig.agent.isAwaitingProof(PEER));
        assertEquals(List.of(), rig.out.all(Output.Forgotten.class));

        rig.advance(Duration.ofNanos(1));
        assertFalse(rig.agent.isAwaitingProof(PEER), "a replayed request keeps nothing alive");
        assertEquals(PEER, rig.out.only(Output.Forgotten.class).remote());
    }

    @Tag("C4")
    @Test
    void anAnswerForAForgottenPathProvesNothing() {
        rig.receive(PEER, rig.peer.check());
        byte[] late = rig.peer.answer(rig.out.latestCheck(PEER));
        rig.advanceMillis(5_000);
        rig.receive(PEER, late);

        assertFalse(rig.agent.isProven(rig.now(), PEER));
        assertEquals(Optional.empty(), rig.agent.selected());
    }

    @Tag("R1")
    @Test
    void holdsEightUnprovenPathsAndLetsTheLeastRecentlyHeardGo() {
        for (int port = 1; port <= 8; port++) {
            rig.receive(at(port), rig.peer.check());
            rig.advanceMillis(10);
        }
        rig.receive(at(1), rig.peer.check());
        rig.receive(at(9), rig.peer.check());

        assertEquals(at(2), rig.out.only(Output.Forgotten.class).remote());
        assertTrue(rig.agent.isAwaitingProof(at(1)));
        assertFalse(rig.agent.isAwaitingProof(at(2)));
        assertTrue(rig.agent.isAwaitingProof(at(9)));
    }

    @Tag("R1")
    @Test
    void unprovenPathsNeverPushOutAProvenOne() {
        rig.connect(PEER);
        rig.prove(OTHER);
        for (int port = 1; port <= 40; port++) {
            rig.receive(at(port), rig.peer.nominatingCheck());
        }

        assertTrue(rig.agent.isProven(rig.now(), PEER));
        assertTrue(rig.agent.isProven(rig.now(), OTHER));
        assertEquals(Optional.of(PEER), rig.agent.selected());
    }

    @Tag("R1")
    @Test
    void holdsEightProvenPathsAndLetsTheLeastRecentlyHeardGo() {
        rig.connect(PEER);
        for (int port = 1; port <= 7; port++) {
            rig.advanceMillis(100);
            rig.prove(at(port));
        }
        rig.out.clear();
        rig.prove(at(8));

        assertEquals(at(1), rig.out.only(Output.Forgotten.class).remote(), "the selected one is older but stays");
        assertTrue(rig.agent.isProven(rig.now(), PEER));
        assertFalse(rig.agent.isProven(rig.now(), at(1)));
        assertTrue(rig.agent.isProven(rig.now(), at(8)));
    }

    @Tag("R1")
    @Tag("I28")
    @Test
    void checksToUnprovenPathsShareTwentyASecond() {
        long start = rig.now();
        for (int port = 1; port <= 8; port++) {
            rig.receive(at(port), rig.peer.check());
        }
        for (int i = 0; i < 50; i++) {
            rig.advanceMillis(100);
            for (int port = 1; port <= 12; port++) {
                rig.receive(at(port), rig.peer.check());
            }
        }
        List<Long> times =
                rig.out.checks().stream().map(check -> check.at() - start).toList();

        assertTrue(times.size() > 90 && times.size() <= 120, times.size() + " checks in five seconds");
        for (int i = 20; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 20) >= 1_000_000_000L, "more than 20 within a second");
        }
    }

    @Tag("C8")
    @Test
    void theBudgetDoesNotTouchConsentChecks() {
        rig.connect(PEER);
        for (int port = 1; port <= 8; port++) {
            rig.receive(at(port), rig.peer.check());
        }
        rig.advanceMillis(1_201);

        assertTrue(rig.out.checksTo(PEER).size() >= 2);
    }

    @Tag("R4")
    @Tag("I19")
    @Tag("I22")
    @Tag("C2")
    @Test
    void followsANominationOnceItsPathIsProven() {
        rig.nominate(PEER);
        assertFalse(rig.agent.maySend(rig.now()));
        assertEquals(SessionState.CHECKING, rig.agent.state());

        rig.answerLatest(PEER);
        assertEquals(PEER, rig.out.only(Output.Selected.class).remote());
        assertEquals(PEER, rig.out.only(Output.Proven.class).remote());
        assertTrue(rig.agent.maySend(rig.now()));
        assertEquals(SessionState.CONNECTED, rig.agent.state());
    }

    @Tag("R4")
    @Test
    void selectsTheFirstProvenPathBeforeAnyNomination() {
        rig.receive(PEER, rig.peer.check());
        rig.receive(OTHER, rig.peer.check());
        rig.answerLatest(OTHER);
        rig.answerLatest(PEER);

        assertEquals(Optional.of(OTHER), rig.agent.selected());
        rig.nominate(PEER);
        assertEquals(Optional.of(PEER), rig.agent.selected(), "the first nomination is followed at once");
    }

    @Tag("I21")
    @Test
    void followsEachNewNominationAmongProvenPaths() {
        rig.connect(PEER);
        rig.nominate(OTHER);
        assertEquals(Optional.of(PEER), rig.agent.selected(), "not before it is proven");
        rig.answerLatest(OTHER);
        assertEquals(Optional.of(OTHER), rig.agent.selected());
        rig.nominate(PEER);
        assertEquals(Optional.of(PEER), rig.agent.selected());
        rig.nominate(PEER);

        assertEquals(3, rig.out.all(Output.Selected.class).size(), "told once for each change");
    }

    @Tag("I21")
    @Test
    void aNominationThatWasOvertakenIsNotFollowedWhenItsPathIsProvenLate() {
        rig.connect(PEER);
        rig.nominate(OTHER);
        byte[] late = rig.peer.answer(rig.out.latestCheck(OTHER));
        rig.nominate(PEER);
        rig.receive(OTHER, late);

        assertTrue(rig.agent.isProven(rig.now(), OTHER));
        assertEquals(Optional.of(PEER), rig.agent.selected());
    }

    @Tag("R1")
    @Tag("R4")
    @Test
    void aReplayedCheckFromElsewhereIsAnsweredAndMovesNothing() {
        byte[] captured = rig.peer.nominatingCheck();
        rig.receive(PEER, captured);
        rig.answerLatest(PEER);
        rig.out.clear();
        rig.receive(Addresses.STRANGER, captured);

        assertEquals(Wire.SUCCESS, rig.out.only(Output.Sent.class).reading().type());
        assertEquals(1, rig.dropped(DropReason.REPLAY));
        assertFalse(rig.agent.isAwaitingProof(Addresses.STRANGER), "opens no path");
        rig.advanceMillis(700);
        assertEquals(List.of(), rig.out.checksTo(Addresses.STRANGER), "triggers no check");
        assertEquals(Optional.of(PEER), rig.agent.selected());
    }

    @Tag("R4")
    @Test
    void aCapturedCheckThatArrivesFirstMovesNothingEither() {
        rig.connect(PEER);
        byte[] captured = rig.peer.nominatingCheck();
        rig.receive(Addresses.STRANGER, captured);
        rig.receive(PEER, captured);
        rig.advance(Duration.ofSeconds(6));

        assertEquals(Optional.of(PEER), rig.agent.selected());
        assertFalse(rig.agent.isAwaitingProof(Addresses.STRANGER));
    }

    @Tag("I21")
    @Test
    void followsARebindingWithUseCandidateAsSoonAsItIsProven() {
        rig.connect(PEER);
        rig.live(PEER, Duration.ofSeconds(5));
        rig.connect(OTHER);

        assertEquals(SessionState.CONNECTED, rig.agent.state());
    }

    @Tag("R5")
    @Test
    void followsARebindingWithoutUseCandidateAfterTwoSilentPeriods() {
        rig.connect(PEER);
        rig.live(PEER, Duration.ofSeconds(5));
        long silentSince = rig.now();
        rig.advanceMillis(500);
        rig.prove(OTHER);
        rig.out.clear();
        rig.advanceMillis(1_499);
        assertEquals(Optional.of(PEER), rig.agent.selected());
        rig.advanceMillis(1);

        assertEquals(2_000_000_000L, rig.out.only(Output.Selected.class).at() - silentSince);
        assertEquals(Optional.of(OTHER), rig.agent.selected());
    }

    @Tag("R5")
    @Test
    void staysWhereItIsWhileTheSelectedPathAnswers() {
        rig.connect(PEER);
        rig.prove(OTHER);
        rig.out.clear();
        for (int i = 0; i < 40; i++) {
            rig.advanceMillis(500);
            rig.receive(OTHER, rig.peer.check());
            rig.out.checksTo(PEER).forEach(check -> rig.receive(PEER, rig.peer.answer(check.bytes())));
            assertEquals(Optional.of(PEER), rig.agent.selected());
            rig.out.clear();
        }
    }

    @Tag("R5")
    @Test
    void staysWhereItIsWhenTheOtherPathWasLastHeardEarlier() {
        rig.connect(PEER);
        rig.prove(OTHER);
        rig.advanceMillis(100);
        rig.receive(PEER, rig.peer.check());
        rig.advance(Duration.ofSeconds(20));

        assertEquals(Optional.of(PEER), rig.agent.selected(), "merely unexpired is not enough");
    }

    @Tag("R5")
    @Test
    void doesNotFollowToAnUnprovenPath() {
        rig.connect(PEER);
        for (int i = 0; i < 20; i++) {
            rig.advanceMillis(500);
            rig.receive(OTHER, rig.peer.check());
        }

        assertEquals(Optional.of(PEER), rig.agent.selected());
    }

    @Tag("C3")
    @Test
    void anAnswerFromElsewhereProvesNothing() {
        rig.receive(PEER, rig.peer.check());
        rig.receive(OTHER, rig.peer.answer(rig.out.latestCheck(PEER)));
        assertEquals(1, rig.dropped(DropReason.WRONG_SOURCE));
        assertFalse(rig.agent.isProven(rig.now(), PEER));
        assertFalse(rig.agent.isProven(rig.now(), OTHER));

        rig.answerLatest(PEER);
        assertTrue(rig.agent.isProven(rig.now(), PEER), "the transaction lives on");
    }

    @Tag("Q5")
    @Tag("C3")
    @Test
    void anUnsignedErrorChangesNothingButIsCountedWithItsCode() {
        rig.receive(PEER, rig.peer.check());
        byte[] check = rig.out.latestCheck(PEER);
        rig.receive(PEER, rig.peer.refuseUnsigned(check, 401));
        assertEquals(1, rig.dropped(DropReason.PEER_REFUSED));
        assertEquals(401, rig.counters.lastRefusal);

        rig.receive(PEER, rig.peer.answer(check));
        assertTrue(rig.agent.isProven(rig.now(), PEER), "the transaction lives on");
    }

    @Tag("R10")
    @Tag("C14")
    @Test
    void aSigned403RevokesConsentAtOnce() {
        rig.connect(PEER);
        rig.advanceMillis(1_200);
        rig.receive(PEER, rig.peer.refuse(rig.out.latestCheck(PEER), 403));
        assertEquals(EndReason.REVOKED, rig.out.only(Output.Lost.class).reason());
        assertFalse(rig.agent.maySend(rig.now()));
        assertEquals(Long.MAX_VALUE, rig.agent.delayNanos(rig.now()));

        rig.out.clear();
        rig.receive(PEER, rig.peer.check());
        rig.advance(Duration.ofSeconds(60));
        assertEquals(List.of(), rig.out.outputs(), "nothing is answered, nothing is sent");
    }

    @Tag("R10")
    @Tag("C14")
    @Test
    void anUnsigned403RevokesNothing() {
        rig.connect(PEER);
        rig.advanceMillis(1_200);
        rig.receive(PEER, rig.peer.refuseUnsigned(rig.out.latestCheck(PEER), 403));

        assertEquals(List.of(), rig.out.all(Output.Lost.class));
        assertTrue(rig.agent.maySend(rig.now()));
        assertEquals(403, rig.counters.lastRefusal);
    }

    @Tag("I11")
    @Test
    void aSigned487DrawsANewTieBreakerAndNothingElseDoes() {
        rig.receive(PEER, rig.peer.check());
        rig.advanceMillis(50);
        long first = rig.out.checks().get(0).reading().int64(Wire.CONTROLLED);
        assertEquals(first, rig.out.checks().get(1).reading().int64(Wire.CONTROLLED), "constant within the session");

        rig.receive(PEER, rig.peer.refuseUnsigned(rig.out.latestCheck(PEER), 487));
        rig.advanceMillis(50);
        assertEquals(first, rig.out.checks().get(2).reading().int64(Wire.CONTROLLED));

        rig.receive(PEER, rig.peer.refuse(rig.out.latestCheck(PEER), 487));
        rig.advanceMillis(100);
        assertNotEquals(first, rig.out.checks().get(3).reading().int64(Wire.CONTROLLED));
        assertTrue(rig.out.checks().get(3).reading().has(Wire.CONTROLLED), "the role is kept");
    }

    @Tag("I18")
    @Test
    void aRoleConflictIsRefusedAndOpensNoPath() {
        rig.receive(PEER, rig.peer.endCheck(rig.peer.beginCheck().int64(Wire.CONTROLLED, -1)));

        assertEquals(487, rig.out.only(Output.Sent.class).reading().errorCode());
        assertFalse(rig.agent.isAwaitingProof(PEER));
        assertEquals(Optional.empty(), rig.agent.sinceHeard(rig.now()));
    }

    @Tag("C13")
    @Test
    void aStandbyPathThatRanOutMustBeProvenAnew() {
        AgentRig strict = new AgentRig(ConsentPolicy.RFC7675);
        strict.connect(PEER);
        strict.prove(OTHER);
        strict.live(PEER, Duration.ofSeconds(31));
        assertFalse(strict.agent.isProven(strict.now(), OTHER));

        strict.nominate(OTHER);
        assertEquals(Optional.of(PEER), strict.agent.selected());
        strict.answerLatest(OTHER);
        assertEquals(Optional.of(OTHER), strict.agent.selected());
    }

    private static InetSocketAddress at(int port) {
        return Addresses.ipv4(100, 1000 + port);
    }
}
