package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.Output;
import dev.floe.status.ConsentState;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consent freshness (RFC 7675), to the nanosecond. */
class ConsentRulesTest {
    private static final InetSocketAddress PEER = Addresses.PEER;
    private static final Duration EXPIRY = Duration.ofSeconds(30);
    private static final Duration NANO = Duration.ofNanos(1);

    private final AgentRig rig = new AgentRig();

    static List<ConsentPolicy> policies() {
        return List.of(
                ConsentPolicy.DEFAULT,
                ConsentPolicy.RFC7675,
                ConsentPolicy.PASSIVE,
                ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(200)).withExpiry(Duration.ofMillis(400)));
    }

    @Tag("C4")
    @ParameterizedTest
    @MethodSource("policies")
    void expiresToTheNanosecondAfterItsLastRenewal(ConsentPolicy policy) {
        AgentRig strict = new AgentRig(policy);
        strict.connect(PEER);
        strict.advance(policy.expiry().minus(NANO));
        assertTrue(strict.agent.maySend(strict.now()));
        assertEquals(List.of(), strict.out.all(Output.Lost.class));

        strict.advance(NANO);
        assertEquals(
                EndReason.CONSENT_EXPIRED, strict.out.only(Output.Lost.class).reason());
        assertFalse(strict.agent.maySend(strict.now()));
        assertEquals(ConsentState.EXPIRED, strict.agent.consent(strict.now()));
    }

    @Tag("C4")
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void theGateLooksAtTheTimeOfEachSendAndNotAtTheTimer(long nanos) {
        rig.connect(PEER);

        assertEquals(nanos < 0, rig.agent.maySend(rig.now() + EXPIRY.toNanos() + nanos));
        assertEquals(
                nanos < 0 ? ConsentState.GRANTED : ConsentState.EXPIRED,
                rig.agent.consent(rig.now() + EXPIRY.toNanos() + nanos));
    }

    @Tag("C8")
    @Test
    void countsAsLostWhatNobodyAnsweredInTime() {
        rig.connect(PEER);
        rig.out.clear();
        rig.advanceMillis(1500);
        long unanswered = rig.out.checksTo(PEER).size();
        assertTrue(unanswered > 0);

        rig.live(PEER, EXPIRY.minusSeconds(2));
        assertEquals(0, rig.counters.checksLost);

        rig.live(PEER, Duration.ofSeconds(4));
        assertEquals(unanswered, rig.counters.checksLost);
    }

    @Tag("C4")
    @Tag("C9")
    @Test
    void aLateAnswerDoesNotReviveConsent() {
        rig.connect(PEER);
        rig.advanceMillis(29_999);
        byte[] answer = rig.peer.answer(rig.out.latestCheck(PEER));
        rig.time.now += 1_000_000L;
        rig.receive(PEER, answer);

        assertEquals(EndReason.CONSENT_EXPIRED, rig.out.only(Output.Lost.class).reason(), "though no timer rang");
        assertEquals(1, rig.dropped(DropReason.NO_CONSENT));
        assertFalse(rig.agent.maySend(rig.now()));
    }

    @Tag("C4")
    @Test
    void aLateRequestDoesNotReviveConsent() {
        rig.connect(PEER);
        rig.time.now += EXPIRY.toNanos();
        rig.out.clear();
        rig.receive(PEER, rig.peer.nominatingCheck());

        assertEquals(List.of(), rig.out.all(Output.Sent.class));
        assertEquals(ConsentState.EXPIRED, rig.agent.consent(rig.now()));
    }

    @Tag("C3")
    @Tag("C6")
    @Tag("C17")
    @ParameterizedTest
    @MethodSource("policies")
    void anAnswerRenewsConsentWhereThePolicySaysSo(ConsentPolicy policy) {
        AgentRig asked = new AgentRig(policy);
        asked.connect(PEER);
        asked.advance(policy.expiry().multipliedBy(3).dividedBy(4));
        assertEquals(policy.asks(), asked.out.checks().size() > 1);
        asked.receive(PEER, asked.peer.answer(asked.out.latestCheck(PEER)));
        asked.advance(policy.expiry().dividedBy(2));

        assertEquals(policy.asks(), asked.agent.maySend(asked.now()));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aFreshRequestRenewsConsentWhereThePolicySaysSo(ConsentPolicy policy) {
        AgentRig asked = new AgentRig(policy);
        asked.connect(PEER);
        asked.advance(policy.expiry().dividedBy(2));
        asked.receive(PEER, asked.peer.check());
        asked.advance(policy.expiry().dividedBy(2));

        assertEquals(policy.renewal() != ConsentPolicy.Renewal.RESPONSE, asked.agent.maySend(asked.now()));
    }

    @Tag("C4")
    @Tag("C13")
    @ParameterizedTest
    @MethodSource("policies")
    void aPathThatWaitedInReserveIsAskedAsSoonAsItIsSelected(ConsentPolicy policy) {
        AgentRig roaming = new AgentRig(policy);
        roaming.connect(PEER);
        roaming.prove(Addresses.OTHER);
        Duration almost = policy.expiry().minusMillis(1);
        for (int tenth = 0; tenth < 10; tenth++) {
            roaming.out.clear();
            roaming.advance(almost.dividedBy(10));
            roaming.receive(PEER, roaming.peer.check());
            roaming.out.checksTo(PEER).forEach(check -> roaming.receive(PEER, roaming.peer.answer(check.bytes())));
        }
        roaming.out.clear();
        roaming.nominate(Addresses.OTHER);

        assertEquals(
                policy.asks() ? 1 : 0, roaming.out.checksTo(Addresses.OTHER).size());
    }

    @Tag("C4")
    @Test
    void aNominationOfAPathWhoseConsentIsNearItsEndDoesNotEndTheSession() {
        AgentRig strict = new AgentRig(ConsentPolicy.RFC7675);
        strict.connect(PEER);
        strict.prove(Addresses.OTHER);
        strict.live(PEER, Duration.ofSeconds(27));
        strict.nominate(Addresses.OTHER);
        strict.out
                .checksTo(Addresses.OTHER)
                .forEach(check -> strict.receive(Addresses.OTHER, strict.peer.answer(check.bytes())));
        strict.live(Addresses.OTHER, Duration.ofSeconds(60));

        assertEquals(Optional.of(Addresses.OTHER), strict.agent.selected());
        assertTrue(strict.agent.maySend(strict.now()));
    }

    @Test
    void aReplayedRequestRenewsNothing() {
        byte[] captured = rig.peer.nominatingCheck();
        rig.receive(PEER, captured);
        rig.answerLatest(PEER);
        rig.advanceMillis(29_000);
        rig.receive(PEER, captured);
        rig.advanceMillis(1_000);

        assertFalse(rig.agent.maySend(rig.now()));
    }

    @Test
    void neitherDoesAnIndicationOrARefusedRequest() {
        rig.connect(PEER);
        rig.advanceMillis(29_000);
        rig.receive(
                PEER, rig.peer.begin(dev.floe.sim.Wire.INDICATION).fingerprint().bytes());
        rig.receive(PEER, rig.peer.endCheck(rig.peer.beginCheck().int64(dev.floe.sim.Wire.CONTROLLED, 1)));
        rig.receive(PEER, rig.peer.refuse(rig.out.latestCheck(PEER), 487));
        rig.advanceMillis(1_000);

        assertFalse(rig.agent.maySend(rig.now()));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aRequestNeverProvesAPath(ConsentPolicy policy) {
        AgentRig asked = new AgentRig(policy);
        for (int i = 0; i < 50; i++) {
            asked.receive(PEER, asked.peer.nominatingCheck());
            asked.advanceMillis(100);
        }

        assertFalse(asked.agent.isProven(asked.now(), PEER));
        assertEquals(Optional.empty(), asked.agent.selected());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void requestsAloneCarryConsentForTenMinutes(long nanos) {
        rig.connect(PEER);
        for (int i = 0; i < 24 * 25 - 1; i++) {
            rig.advanceMillis(1_000);
            rig.receive(PEER, rig.peer.check());
        }
        assertTrue(rig.agent.maySend(rig.now()));
        rig.advance(Duration.ofSeconds(1).plusNanos(nanos));
        rig.receive(PEER, rig.peer.check());
        long last = nanos < 0 ? 0 : 1_000_000_000L + nanos;
        long expected = EXPIRY.toNanos() - last;

        assertTrue(rig.agent.maySend(rig.now() + expected - 1));
        assertFalse(rig.agent.maySend(rig.now() + expected));
    }

    @Test
    void aSignedAnswerBeginsTheTenMinutesAnew() {
        rig.connect(PEER);
        for (int i = 0; i < 599; i++) {
            rig.advanceMillis(1_000);
            rig.receive(PEER, rig.peer.check());
        }
        rig.answerLatest(PEER);
        for (int i = 0; i < 599; i++) {
            rig.advanceMillis(1_000);
            rig.receive(PEER, rig.peer.check());
        }

        assertTrue(rig.agent.maySend(rig.now()));
    }

    @Test
    void theLimitOnRequestsIsConfigurable() {
        AgentRig brief = new AgentRig(ConsentPolicy.DEFAULT.withRequestLimit(Duration.ofSeconds(5)));
        brief.connect(PEER);
        for (int i = 0; i < 34; i++) {
            brief.advanceMillis(1_000);
            brief.receive(PEER, brief.peer.check());
        }

        assertEquals(
                EndReason.CONSENT_EXPIRED, brief.out.only(Output.Lost.class).reason());
    }

    @Tag("C8")
    @Test
    void anAnswerToAnEarlierCheckCountsHoweverManyWereSentSince() {
        rig.connect(PEER);
        rig.advanceMillis(1_200);
        byte[] early = rig.out.latestCheck(PEER);
        rig.advanceMillis(25_000);
        assertTrue(rig.out.checksTo(PEER).size() > 20);
        rig.receive(PEER, rig.peer.answer(early));

        assertTrue(rig.agent.maySend(rig.now() + EXPIRY.toNanos() - 1));
        assertFalse(rig.agent.maySend(rig.now() + EXPIRY.toNanos()));
        assertTrue(rig.agent.roundTrip().orElseThrow().last().toMillis() > 24_000);
    }

    @Tag("C9")
    @Test
    void aCheckOlderThanTheExpiryIsForgotten() {
        rig.connect(PEER);
        rig.advanceMillis(1_200);
        byte[] early = rig.out.latestCheck(PEER);
        long sentAt = rig.out.checksTo(PEER).get(1).at();
        rig.live(PEER, Duration.ofSeconds(29));
        rig.time.now = sentAt + EXPIRY.toNanos();
        rig.receive(PEER, rig.peer.answer(early));

        assertEquals(1, rig.dropped(DropReason.UNKNOWN_TRANSACTION));
    }

    @Test
    void keepsConsentWhenAnswerArrivesAfterNextCheck() {
        rig.connect(PEER);
        List<byte[]> pending = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            rig.out.clear();
            rig.advanceMillis(1_000);
            rig.out.checks().forEach(check -> pending.add(check.bytes()));
            if (pending.size() > 3) {
                rig.receive(PEER, rig.peer.answer(pending.remove(0)));
            }
        }

        assertEquals(SessionState.CONNECTED, rig.agent.state());
    }

    @Tag("C5")
    @Tag("C7")
    @Tag("I24")
    @ParameterizedTest
    @ValueSource(longs = {200, 1_000, 5_000})
    void asksWithinTheBoundsOfTheJitterAndFillsThem(long periodMillis) {
        AgentRig asking = new AgentRig(ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(periodMillis)));
        asking.connect(PEER);
        asking.live(PEER, Duration.ofMillis(300 * periodMillis));
        List<Output.Sent> checks = asking.out.history().stream()
                .filter(output -> output instanceof Output.Sent sent && sent.isCheck())
                .map(Output.Sent.class::cast)
                .toList();
        long period = periodMillis * 1_000_000;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 1; i < checks.size(); i++) {
            long gap = checks.get(i).at() - checks.get(i - 1).at();
            least = Math.min(least, gap);
            most = Math.max(most, gap);
        }

        assertTrue(checks.size() > 280, checks.size() + " checks");
        assertTrue(least >= period / 10 * 8 && least < period / 100 * 83, "least " + least);
        assertTrue(most <= period / 10 * 12 && most > period / 100 * 117, "most " + most);
    }

    @Tag("C5")
    @Test
    void aCheckIsNotSentANanosecondTooEarly() {
        rig.connect(PEER);
        rig.out.clear();
        long delay = rig.agent.delayNanos(rig.now());
        rig.time.now += delay - 1;
        rig.agent.onTimeout(rig.now());
        assertEquals(List.of(), rig.out.outputs());

        rig.time.now += 1;
        rig.agent.onTimeout(rig.now());
        assertEquals(1, rig.out.checks().size());
        rig.agent.onTimeout(rig.now());
        assertEquals(1, rig.out.checks().size(), "and it is sent once");
    }

    @Tag("C1")
    @Tag("C15")
    @Test
    void passiveSendsNoPeriodicCheck() {
        AgentRig passive = new AgentRig(ConsentPolicy.PASSIVE);
        passive.connect(PEER);
        passive.out.clear();
        for (int i = 0; i < 60; i++) {
            passive.advanceMillis(2_500);
            passive.receive(PEER, passive.peer.check());
        }

        assertEquals(List.of(), passive.out.checks());
        assertEquals(SessionState.CONNECTED, passive.agent.state());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void warnsOfDisconnectionToTheNanosecondAndTakesItBack(ConsentPolicy policy) {
        AgentRig silent = new AgentRig(policy.withExpiry(Duration.ofSeconds(60)));
        silent.connect(PEER);
        long connected = silent.now();
        silent.advance(policy.disconnectedAfter().minus(NANO));
        assertEquals(SessionState.CONNECTED, silent.agent.state());
        silent.out.clear();
        silent.advance(NANO);
        assertEquals(SessionState.DISCONNECTED, silent.agent.state());
        assertEquals(
                policy.disconnectedAfter().toNanos(),
                silent.out.only(Output.State.class).at() - connected);
        assertTrue(silent.agent.maySend(silent.now()), "a warning, no decision");

        if (policy.asks()) {
            silent.answerLatest(PEER);
        } else {
            silent.receive(PEER, silent.peer.check());
        }
        assertEquals(SessionState.CONNECTED, silent.agent.state());
    }

    @Tag("I5")
    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    void givesUpAPeerThatIsNeverHeard(long nanos) {
        rig.advance(Duration.ofSeconds(30).plusNanos(nanos));

        assertEquals(nanos < 0 ? 0 : 1, rig.out.all(Output.Lost.class).size());
        rig.advance(NANO);
        assertEquals(EndReason.NEVER_CONNECTED, rig.out.only(Output.Lost.class).reason());
    }

    @Test
    void givesUpAPeerThatNeverAnswers() {
        rig.advanceMillis(10_000);
        for (int i = 0; i < 30; i++) {
            rig.receive(PEER, rig.peer.nominatingCheck());
            rig.advanceMillis(1_000);
        }

        assertEquals(EndReason.NEVER_CONNECTED, rig.out.only(Output.Lost.class).reason());
        assertEquals(ConsentState.NONE, rig.agent.consent(rig.now()));
    }

    @Test
    void refusedRequestsDoNotCountAsHearing() {
        rig.advanceMillis(29_000);
        rig.receive(PEER, rig.peer.endCheck(rig.peer.beginCheck().int32(0x7777, 1)));
        rig.advanceMillis(1_000);

        assertEquals(EndReason.NEVER_CONNECTED, rig.out.only(Output.Lost.class).reason());
    }

    @Test
    void tellsHowLongAgoItHeardAndHadProof() {
        assertEquals(Optional.empty(), rig.agent.sinceHeard(rig.now()));
        assertEquals(Optional.empty(), rig.agent.sinceProof(rig.now()));
        assertEquals(Optional.empty(), rig.agent.roundTrip());
        assertEquals(ConsentState.NONE, rig.agent.consent(rig.now()));
        rig.connect(PEER);
        rig.advanceMillis(300);
        rig.receive(Addresses.OTHER, rig.peer.check());
        rig.advanceMillis(400);

        assertEquals(Optional.of(Duration.ofMillis(400)), rig.agent.sinceHeard(rig.now()));
        assertEquals(Optional.of(Duration.ofMillis(700)), rig.agent.sinceProof(rig.now()));
    }

    @Test
    void measuresRoundTrips() {
        rig.receive(PEER, rig.peer.check());
        rig.time.now += 7_000_000;
        rig.answerLatest(PEER);
        rig.advanceMillis(1_193);
        byte[] check = rig.out.latestCheck(PEER);
        long sentAt = rig.out.checksTo(PEER).get(1).at();
        rig.time.now = sentAt + 1_200_000_000L;
        rig.receive(PEER, rig.peer.answer(check));
        var roundTrip = rig.agent.roundTrip().orElseThrow();

        assertEquals(Duration.ofMillis(1_200), roundTrip.last());
        assertEquals(Duration.ofMillis(7), roundTrip.min());
        assertEquals(Duration.ofMillis(1_200), roundTrip.max());
        assertEquals(Duration.ofNanos(7_000_000 + 1_193_000_000 / 8), roundTrip.smoothed());
        assertEquals(2, roundTrip.samples());
    }
}
