package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.Key;
import dev.floe.sim.Output;
import dev.floe.sim.Reading;
import dev.floe.sim.ScriptedPeer;
import dev.floe.sim.Wire;
import dev.floe.status.DropReason;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ICE restart (RFC 8445 section 9) against a session that is under way. */
class RestartTest {
    private static final InetSocketAddress PEER = Addresses.PEER;
    private static final InetSocketAddress OTHER = Addresses.OTHER;
    private static final IceCredentials LOCAL = IceCredentials.of("LOC2", "localPassword2Of24Letter");
    private static final IceCredentials REMOTE = IceCredentials.of("RMT2", "remotePassword2Of24Lette");

    private final AgentRig rig = new AgentRig();
    private final ScriptedPeer renewed = new ScriptedPeer(REMOTE, LOCAL, 99);

    private void connectAndRestart() {
        rig.connect(PEER);
        rig.live(PEER, Duration.ofSeconds(3));
        rig.agent.restart(rig.now(), LOCAL, REMOTE);
        rig.out.clear();
    }

    private static String usernameOf(Output.Sent check) {
        return new String(check.reading().value(Wire.USERNAME), StandardCharsets.US_ASCII);
    }

    @Tag("R9")
    @Tag("I26")
    @Tag("C12")
    @Test
    void dataAndConsentStayOnTheOldPairUnderTheOldCredentials() {
        connectAndRestart();
        rig.live(PEER, Duration.ofSeconds(29));
        Reading check = new Reading(rig.out.latestCheck(PEER));

        assertTrue(check.holds(Wire.USERNAME, "RMTE:LOCL"));
        assertTrue(check.isSigned(new Key(AgentRig.REMOTE.password())));
        assertTrue(rig.agent.maySend(rig.now()));
        assertEquals(Optional.of(PEER), rig.agent.selected());
    }

    @Tag("I26")
    @Test
    void eachCheckIsAnsweredUnderTheCredentialsThatItUsed() {
        connectAndRestart();
        rig.receive(PEER, rig.peer.check());
        rig.receive(OTHER, renewed.check());
        List<Output.Sent> replies = rig.out.replies();

        assertTrue(replies.get(0).reading().isSigned(new Key(AgentRig.LOCAL.password())));
        assertTrue(replies.get(1).reading().isSigned(new Key(LOCAL.password())));
        assertEquals("RMT2:LOC2", usernameOf(rig.out.checksTo(OTHER).get(0)));
    }

    @Tag("I26")
    @Test
    void theFirstNewRequestDoesNotEndTheOldCredentials() {
        connectAndRestart();
        rig.receive(PEER, renewed.nominatingCheck());
        rig.receive(PEER, rig.peer.check());

        assertEquals(0, rig.dropped(DropReason.WRONG_LOCAL_UFRAG));
        assertEquals(2, rig.out.replies().size());
    }

    @Tag("I26")
    @Test
    void aPathThatIsNominatedAndProvenUnderTheNewOnesTakesOver() {
        connectAndRestart();
        rig.receive(OTHER, renewed.nominatingCheck());
        assertEquals(Optional.of(PEER), rig.agent.selected());
        rig.receive(OTHER, renewed.answer(rig.out.latestCheck(OTHER)));
        assertEquals(Optional.of(OTHER), rig.agent.selected());

        rig.receive(PEER, rig.peer.nominatingCheck());
        assertEquals(1, rig.dropped(DropReason.WRONG_LOCAL_UFRAG), "the old ones have had their time");
        assertEquals(Optional.of(OTHER), rig.agent.selected());
        assertFalse(rig.agent.isProven(rig.now(), PEER));
    }

    @Tag("I26")
    @Test
    void provenAloneIsNotEnough() {
        connectAndRestart();
        rig.receive(OTHER, renewed.check());
        rig.receive(OTHER, renewed.answer(rig.out.latestCheck(OTHER)));
        assertEquals(Optional.of(PEER), rig.agent.selected());

        rig.receive(OTHER, renewed.nominatingCheck());
        assertEquals(Optional.of(OTHER), rig.agent.selected());
    }

    @Tag("I26")
    @Tag("C11")
    @Test
    void theSamePairIsProvenAnew() {
        connectAndRestart();
        rig.receive(PEER, renewed.nominatingCheck());
        Output.Sent check = rig.out.checksTo(PEER).get(0);
        assertEquals("RMT2:LOC2", usernameOf(check));
        rig.receive(PEER, rig.peer.answer(check.bytes()));
        assertEquals(1, rig.dropped(DropReason.BAD_INTEGRITY), "the old password does not answer for the new one");

        rig.receive(PEER, renewed.answer(check.bytes()));
        assertEquals(PEER, rig.out.only(Output.Selected.class).remote());
        rig.out.clear();
        rig.advanceMillis(1_200);
        assertEquals("RMT2:LOC2", usernameOf(rig.out.checksTo(PEER).get(0)), "consent goes on under the new ones");
    }

    @Tag("I26")
    @Test
    void aSilentOldPairYieldsToAProvenOneThatWasNotNominated() {
        connectAndRestart();
        rig.receive(OTHER, renewed.check());
        rig.receive(OTHER, renewed.answer(rig.out.latestCheck(OTHER)));
        rig.advanceMillis(1_999);
        assertEquals(Optional.of(PEER), rig.agent.selected());
        rig.receive(OTHER, renewed.check());
        rig.advanceMillis(1);
        assertEquals(Optional.of(OTHER), rig.agent.selected());

        rig.receive(PEER, rig.peer.check());
        assertEquals(1, rig.dropped(DropReason.WRONG_LOCAL_UFRAG));
    }

    @Tag("I26")
    @Test
    void aSilentNewPairNeverYieldsToTheOldCredentials() {
        connectAndRestart();
        rig.receive(OTHER, renewed.nominatingCheck());
        rig.receive(OTHER, renewed.answer(rig.out.latestCheck(OTHER)));
        for (int i = 0; i < 20; i++) {
            rig.advanceMillis(500);
            rig.receive(PEER, rig.peer.check());
        }

        assertEquals(Optional.of(OTHER), rig.agent.selected());
    }

    @Tag("I26")
    @Test
    void theOldCredentialsCannotTakeTheSessionBack() {
        connectAndRestart();
        rig.receive(OTHER, rig.peer.nominatingCheck());
        byte[] old = rig.out.latestCheck(OTHER);
        rig.receive(PEER, renewed.nominatingCheck());
        rig.receive(PEER, renewed.answer(rig.out.latestCheck(PEER)));
        rig.receive(OTHER, rig.peer.answer(old));

        assertEquals(Optional.of(PEER), rig.agent.selected());
        assertFalse(rig.agent.isProven(rig.now(), OTHER));
    }

    @Tag("R9")
    @Tag("I26")
    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 1", "1, 1"})
    void theOldCredentialsVerifyFor30SecondsAtMost(long nanos, long refused) {
        rig.connect(PEER);
        rig.agent.restart(rig.now(), LOCAL, REMOTE);
        long restarted = rig.now();
        rig.live(PEER, Duration.ofSeconds(29));
        rig.advance(Duration.ofNanos(restarted + 30_000_000_000L + nanos - rig.now()));
        rig.receive(PEER, rig.peer.check());

        assertEquals(refused, rig.dropped(DropReason.WRONG_LOCAL_UFRAG));
        assertTrue(rig.agent.maySend(rig.now()), "the pair lives on by its answers");
    }

    @Tag("R9")
    @Tag("I26")
    @CsvSource({"LOCL, localPassword2Of24Letter", "LOC2, localPasswordOf24Letters"})
    @ParameterizedTest
    void bothHalvesMustChange(String ufrag, String password) {
        rig.connect(PEER);
        IceCredentials half = IceCredentials.of(ufrag, password);

        assertThrows(IllegalArgumentException.class, () -> rig.agent.restart(rig.now(), half, REMOTE));
        rig.receive(PEER, rig.peer.check());
        assertEquals(0, rig.dropped(DropReason.WRONG_LOCAL_UFRAG), "the session goes on as it was");
    }

    @Tag("I26")
    @CsvSource({"RMTE, remotePassword2Of24Lette", "RMT2, remotePasswordOf24Letter"})
    @ParameterizedTest
    void bothHalvesOfThePeersMustChange(String ufrag, String password) {
        IceCredentials half = IceCredentials.of(ufrag, password);

        assertThrows(IllegalArgumentException.class, () -> rig.agent.restart(rig.now(), LOCAL, half));
    }

    @Tag("I26")
    @Test
    void aSecondRestartDropsTheFirstButKeepsThePairThatCarriesData() {
        connectAndRestart();
        rig.receive(OTHER, renewed.nominatingCheck());
        ScriptedPeer third = new ScriptedPeer(
                IceCredentials.of("RMT3", "remotePassword3Of24Lette"),
                IceCredentials.of("LOC3", "localPassword3Of24Letter"),
                5);
        rig.agent.restart(
                rig.now(),
                IceCredentials.of("LOC3", "localPassword3Of24Letter"),
                IceCredentials.of("RMT3", "remotePassword3Of24Lette"));
        rig.receive(OTHER, renewed.check());
        rig.receive(PEER, rig.peer.check());
        rig.receive(PEER, third.check());

        assertEquals(1, rig.dropped(DropReason.WRONG_LOCAL_UFRAG));
        assertFalse(rig.agent.isAwaitingProof(OTHER));
        assertEquals(Optional.of(PEER), rig.agent.selected());
    }

    @Tag("I26")
    @Test
    void aRestartBeforeAnyPathIsSelectedLetsBothConnect() {
        rig.receive(PEER, rig.peer.nominatingCheck());
        rig.agent.restart(rig.now(), LOCAL, REMOTE);
        rig.answerLatest(PEER);
        assertEquals(Optional.of(PEER), rig.agent.selected());

        rig.receive(PEER, renewed.nominatingCheck());
        rig.receive(PEER, renewed.answer(rig.out.latestCheck(PEER)));
        Reading check = rig.out.checksTo(PEER).get(1).reading();
        assertEquals("RMT2:LOC2", new String(check.value(Wire.USERNAME), StandardCharsets.US_ASCII));
    }
}
