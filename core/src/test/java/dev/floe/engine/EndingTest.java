package dev.floe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.EngineRig;
import dev.floe.sim.Output;
import dev.floe.sim.RecordingSlots;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import dev.floe.status.ConsentState;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions end, and what is told then. */
class EndingTest {
    private static final InetSocketAddress PEER = Addresses.PEER;
    private static final Duration NANO = Duration.ofNanos(1);

    private final EngineRig rig = new EngineRig();

    private void ends(EndReason reason) {
        assertEquals(reason, rig.out.only(Output.Ended.class).end().reason());
        PeerStats stats = rig.stats();
        assertEquals(reason.finalState(), stats.state());
        assertEquals(
                reason.finalState(),
                rig.out
                        .all(Output.State.class)
                        .get(rig.out.all(Output.State.class).size() - 1)
                        .state());
        if (reason.finalConsent() != ConsentState.NONE) {
            assertEquals(reason.finalConsent(), stats.consent());
        }
        assertTrue(rig.engine.isEnded());
        assertEquals(Long.MAX_VALUE, rig.engine.delayNanos(rig.now()));
        assertEquals(
                rig.out.outputs().size() - 1,
                rig.out.outputs().indexOf(rig.out.only(Output.Ended.class)),
                "the last call");
        for (String slot : List.of("dtls", "data", "media")) {
            assertEquals(1, rig.slots.count(slot + ".onClosed"));
        }
    }

    @Test
    void closesInOrderAndTheSlotsSayGoodbyeFirst() {
        rig.connect(PEER);
        rig.slots.on("dtls.onClosing", now -> rig.slots.dtlsLink().send(now, ByteBuffer.wrap(new byte[] {21})));
        rig.slots.calls.clear();
        rig.out.clear();
        rig.close();

        assertEquals(
                List.of(
                        "data.onClosing",
                        "media.onClosing",
                        "dtls.onClosing",
                        "data.onClosed",
                        "media.onClosed",
                        "dtls.onClosed"),
                rig.slots.calls);
        assertEquals(1, rig.out.payloads().size(), "the close_notify left");
        ends(EndReason.CLOSED);
    }

    @Test
    void nothingThatWaitedLeavesAtTheEnd() {
        rig.slots.dtlsLink().send(rig.now(), ByteBuffer.wrap(new byte[] {22}));
        rig.close();

        assertEquals(List.of(), rig.out.payloads());
        assertFalse(rig.slots.dtlsLink().send(rig.now(), ByteBuffer.wrap(new byte[] {22})));
        assertFalse(rig.slots.mediaLink().send(rig.now(), ByteBuffer.wrap(new byte[] {22})));
        ends(EndReason.CLOSED);
    }

    @Tag("C4")
    @Test
    void consentThatExpiresIsTheSlotsAffairToo() {
        rig.connect(PEER);
        rig.slots.calls.clear();
        rig.advance(Duration.ofSeconds(30));

        assertEquals(1, rig.slots.count("dtls.onConsentLost"));
        assertEquals(0, rig.slots.count("dtls.onClosing"), "nothing would leave");
        ends(EndReason.CONSENT_EXPIRED);
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                rig.out.only(Output.Ended.class).end().lastHeard());
        assertEquals(
                Duration.ofSeconds(30), rig.out.only(Output.Ended.class).end().after());
    }

    @Tag("C14")
    @Test
    void aSigned403Ends() {
        rig.connect(PEER);
        rig.advanceMillis(1_200);
        rig.receive(PEER, rig.peer.refuse(rig.latestCheck(PEER), 403));

        ends(EndReason.REVOKED);
    }

    @Tag("R10")
    @Tag("C14")
    @Test
    void aProtectedCloseNotifyEnds() {
        rig.connect(PEER);
        rig.slots.on("dtls.onDatagram", now -> rig.slots.dtlsLink().closedByPeer(now));
        rig.receive(PEER, new byte[] {21});

        assertEquals(1, rig.slots.count("data.onConsentLost"));
        ends(EndReason.DTLS_CLOSED);
        assertEquals(DtlsState.CLOSED, rig.stats().dtlsState());
    }

    @Tag("C14")
    @Test
    void aDtlsFailureEnds() {
        IOException cause = new IOException("fatal alert");
        rig.connect(PEER);
        rig.slots.on("dtls.onDatagram", now -> rig.slots.dtlsLink().failed(now, cause));
        rig.receive(PEER, new byte[] {21});

        ends(EndReason.DTLS_FAILED);
        assertEquals(Optional.of(cause), rig.out.only(Output.Ended.class).end().cause());
        assertEquals(DtlsState.FAILED, rig.stats().dtlsState());
    }

    @Test
    void aSocketThatFailsEnds() {
        rig.connect(PEER);
        rig.engine.fail(rig.now(), EndReason.SOCKET_FAILED, new IOException("gone"));

        ends(EndReason.SOCKET_FAILED);
    }

    @Tag("R11")
    @Test
    void aPeerThatNeverComesEnds() {
        rig.advance(Duration.ofSeconds(30).minus(NANO));
        assertFalse(rig.engine.isEnded());
        rig.advance(NANO);

        ends(EndReason.NEVER_CONNECTED);
        assertEquals(Optional.empty(), rig.out.only(Output.Ended.class).end().lastHeard());
    }

    @Tag("R11")
    @Test
    void dtlsHas60SecondsFromTheFirstConnection() {
        rig.advanceMillis(1_234);
        rig.connect(PEER);
        long connected = rig.now();
        rig.live(PEER, Duration.ofMillis(59_500));
        rig.advance(Duration.ofMillis(500).minus(NANO));
        assertFalse(rig.engine.isEnded());
        rig.advance(NANO);

        ends(EndReason.DTLS_FAILED);
        assertEquals(60_000_000_000L, rig.out.only(Output.Ended.class).at() - connected);
    }

    @Test
    void dtlsThatIsUpInTimeMayGoOnForever() {
        rig.connect(PEER);
        rig.live(PEER, Duration.ofSeconds(59));
        rig.engine.run(rig.now(), now -> rig.slots.dtlsLink().secured(now, "DTLS 1.2", "SUITE", Optional.empty()));
        rig.live(PEER, Duration.ofMinutes(5));

        assertFalse(rig.engine.isEnded());
        assertEquals(Optional.of("SUITE"), rig.stats().cipherSuite());
        assertEquals(Optional.of("DTLS 1.2"), rig.stats().dtlsVersion());
        assertEquals(DtlsState.CONNECTED, rig.stats().dtlsState());
        assertEquals(0, rig.slots.count("media.onKeys"), "no keys were agreed on");
        assertEquals(1, rig.slots.count("data.onSecured"));
    }

    @Test
    void aSessionWithoutDtlsNeedsNone() {
        EngineRig media = new EngineRig(RecordingSlots.onlyMedia());
        media.connect(PEER);
        media.live(PEER, Duration.ofMinutes(2));

        assertFalse(media.engine.isEnded());
    }

    @Test
    void nothingHappensAfterTheEnd() {
        rig.connect(PEER);
        rig.slots.dtlsLink().execute(now -> rig.slots.calls.add("a task"));
        rig.close();
        rig.slots.calls.clear();
        rig.runTasks();
        rig.close();
        rig.engine.onTimeout(rig.now());
        rig.engine.onWritable(rig.now());
        rig.engine.fail(rig.now(), EndReason.SOCKET_FAILED, new IOException("late"));
        rig.receive(PEER, rig.peer.check());
        rig.receive(PEER, new byte[] {22});

        assertEquals(List.of(), rig.slots.calls);
        assertEquals(List.of(), rig.out.outputs());
        assertEquals(2, rig.dropped(DropReason.NO_CONSENT));
        assertEquals(EndReason.CLOSED, rig.engine.end().orElseThrow().reason());
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void everyReasonLeavesASessionEndedAndSaysWhy(EndReason reason) {
        rig.connect(PEER);
        rig.engine.fail(rig.now(), reason, new IOException("because"));

        ends(reason);
        assertTrue(rig.out.only(Output.Ended.class).end().toString().contains(reason.words()));
    }

    @Test
    void plaintextBeforeDtlsIsUpIsTheSlotsMistake() {
        rig.connect(PEER);

        assertThrows(
                IllegalStateException.class, () -> rig.slots.dtlsLink().plaintext(rig.now(), ByteBuffer.allocate(1)));
        assertFalse(rig.slots.dataLink().send(rig.now(), ByteBuffer.allocate(1)), "nothing is sent in the clear");
        assertEquals(0, rig.slots.count("dtls.send"));
    }

    @Tag("R8")
    @Tag("I16")
    @Test
    void answersChecksBeforeThePeersCredentialsAreKnownAndSendsNothingElse() {
        EngineRig early = new EngineRig(RecordingSlots.all(), ConsentPolicy.DEFAULT, Optional.empty());
        early.receive(PEER, early.peer.nominatingCheck());
        early.receive(PEER, new byte[] {22});
        early.advance(Duration.ofSeconds(4));
        assertEquals(1, early.out.replies().size());
        assertEquals(1, early.out.all(Output.Sent.class).size());
        assertEquals(1, early.total("waiting"));

        early.receive(PEER, early.peer.nominatingCheck());
        early.engine.learnRemote(early.now(), AgentRig.REMOTE, List.of(), DtlsRole.CLIENT);
        early.answerLatest(PEER);
        assertEquals(Optional.of(PEER), early.stats().remote());
        assertEquals(1, early.total("toSlots"));
        assertEquals(DtlsRole.CLIENT, early.slots.dtlsLink().role());
    }

    @Tag("R8")
    @Tag("I16")
    @Test
    void dropsThePathsThatUsedAnotherUfragWhenThePeersBecomesKnown() {
        EngineRig early = new EngineRig(RecordingSlots.all(), ConsentPolicy.DEFAULT, Optional.empty());
        early.receive(PEER, early.peer.check());
        early.engine.learnRemote(
                early.now(),
                IceCredentials.of("OTHR", "another password+24chars".replace(' ', '/')),
                List.of(),
                DtlsRole.SERVER);
        early.advance(Duration.ofSeconds(2));

        assertEquals(List.of(), early.out.checks());
        early.receive(PEER, early.peer.check());
        assertEquals(1, early.dropped(DropReason.WRONG_REMOTE_UFRAG));
    }

    @Test
    void aDescriptionIsLearntOnce() {
        Fingerprint print = Fingerprint.sha256(new byte[] {1});

        assertThrows(
                IllegalStateException.class,
                () -> rig.engine.learnRemote(rig.now(), AgentRig.REMOTE, List.of(print), DtlsRole.CLIENT));
        assertEquals(List.of(), rig.slots.dtlsLink().peerFingerprints());
        assertEquals(DtlsRole.SERVER, rig.slots.dtlsLink().role());
        assertFalse(rig.engine.isEnded());
    }

    @Test
    void aSlotsTimerRingsWhenItAskedForIt() {
        rig.slots.delay = 5_000_000;
        assertEquals(5_000_000, rig.engine.delayNanos(rig.now()));
        assertEquals(1, rig.engine.delayNanos(rig.now() + 4_999_999));
        assertEquals(0, rig.engine.delayNanos(rig.now() + 5_000_000));
        assertEquals(0, rig.engine.delayNanos(rig.now() + 5_000_001));
        rig.engine.onTimeout(rig.now() + 5_000_000);

        assertEquals(1, rig.slots.count("dtls.onTimeout"));
    }

    /** Nearly all timeouts of a session are of its checks: 10,000 sessions' slots stay out of the caches. */
    @Test
    void aSlotHearsOfNoTimeoutThatItDidNotAskFor() {
        rig.connect(PEER);
        rig.advance(Duration.ofSeconds(10));
        assertTrue(rig.stats().totals().getOrDefault("checksOut", 0L) > 8);

        assertEquals(0, rig.slots.count("dtls.onTimeout"));
        assertEquals(0, rig.slots.count("data.onTimeout"));
        assertEquals(0, rig.slots.count("media.onTimeout"));
    }

    @Test
    void aDelayInThePastIsDueNow() {
        rig.slots.delay = -7;
        assertEquals(0, rig.engine.delayNanos(rig.now()));
    }

    /** What did not call a slot has not changed what it wants; 10,000 sessions are asked otherwise with each datagram. */
    @Test
    void aSlotIsAskedAgainOnlyAfterWhatMayHaveChangedItsMind() {
        rig.connect(PEER);
        rig.slots.delay = 4_000_000_000L;
        rig.engine.run(rig.now(), now -> {});
        rig.engine.delayNanos(rig.now());
        int asked = rig.slots.asked;
        rig.receive(PEER, rig.peer.check());
        rig.engine.delayNanos(rig.now());
        assertEquals(asked, rig.slots.asked);

        rig.receive(PEER, new byte[] {22});
        rig.engine.delayNanos(rig.now());
        assertEquals(asked + 3, rig.slots.asked);

        rig.engine.run(rig.now(), now -> rig.slots.delay = 1);
        assertEquals(1, rig.engine.delayNanos(rig.now()));
        rig.engine.onWritable(rig.now());
        rig.engine.delayNanos(rig.now());
        assertEquals(asked + 9, rig.slots.asked);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void statesAreToldInOrder(boolean nominated) {
        if (nominated) {
            rig.connect(PEER);
        } else {
            rig.prove(PEER);
        }
        rig.advance(Duration.ofSeconds(30));

        assertEquals(
                List.of(SessionState.CHECKING, SessionState.CONNECTED, SessionState.DISCONNECTED, SessionState.FAILED),
                rig.out.all(Output.State.class).stream()
                        .map(Output.State::state)
                        .toList());
    }
}
