package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.session.metrics.PeerSessionsMetrics;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Micrometer reads of real sessions. */
class MetricsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private PeerSessions sessions;
    private ScriptedPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
        sessions = PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(new FakeDtls())
                .eventLoops(1)
                .build();
    }

    @AfterEach
    void close() throws Exception {
        sessions.close();
        peer.close();
        Machine.awaitNoLoopThreads();
    }

    private PeerSession connect() throws Exception {
        PeerSession session = Await.result(sessions.accept(peer.offer(), new SessionListener() {}));
        peer.check(session);
        Await.result(session.connected());
        return session;
    }

    /** Binds anew, since what was read is fresh for a second. */
    private MeterRegistry bound() {
        MeterRegistry registry = new SimpleMeterRegistry();
        new PeerSessionsMetrics(sessions).bindTo(registry);
        return registry;
    }

    private static double value(MeterRegistry registry, String name, String... tags) {
        Meter meter = registry.get(name).tags(tags).meter();
        return meter.measure().iterator().next().getValue();
    }

    /** Returns what never falls, by name and tags. */
    private static Map<String, Double> counters(MeterRegistry registry) {
        Map<String, Double> counters = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            if (meter.getId().getType() != Meter.Type.GAUGE) {
                for (Measurement part : meter.measure()) {
                    counters.put(meter.getId() + " " + part.getStatistic(), part.getValue());
                }
            }
        }
        return counters;
    }

    private static Set<String> values(MeterRegistry registry, String name, String tag) {
        return registry.find(name).meters().stream()
                .map(meter -> meter.getId().getTag(tag))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Stream<? extends Enum<?>> constants) {
        return constants.map(Enum::name).collect(Collectors.toSet());
    }

    @Test
    void haveATagForEachStateAndReasonFromTheBeginning() {
        MeterRegistry registry = bound();
        assertEquals(names(Stream.of(EndReason.values())), values(registry, "floe.session.ends", "reason"));
        assertEquals(names(Stream.of(DropReason.values())), values(registry, "floe.drops", "reason"));
        assertEquals(Set.of("CONNECTED", "FAILED"), values(registry, "floe.handshakes", "outcome"));
        assertEquals(
                names(Stream.of(SessionState.values()).filter(state -> !state.isEnded())),
                values(registry, "floe.sessions", "state"));
        registry.getMeters()
                .forEach(meter -> meter.measure()
                        .forEach(part ->
                                assertEquals(0, part.getValue(), meter.getId().toString())));
    }

    @Test
    void tellWhatASessionDoes() throws Exception {
        PeerSession session = connect();
        peer.check(session, "notTheRightPasswordAtAll");
        assertEquals(0, peer.awaitResponse());
        assertEquals(401, peer.awaitResponse());
        peer.send(session.localAddress(), FakeDtls.HELLO);
        Await.result(session.secured());

        MeterRegistry registry = bound();
        assertEquals(1, value(registry, "floe.sessions", "state", "CONNECTED"));
        assertEquals(0, value(registry, "floe.sessions", "state", "NEW"));
        assertEquals(1, value(registry, "floe.checks.received"));
        assertTrue(value(registry, "floe.checks.sent") >= 1);
        assertTrue(value(registry, "floe.checks.answered") >= 1);
        assertEquals(1, value(registry, "floe.drops", "reason", "BAD_INTEGRITY"));
        assertEquals(0, value(registry, "floe.drops", "reason", "REPLAY"));
        assertEquals(1, value(registry, "floe.handshakes", "outcome", "CONNECTED"));
        assertTrue(value(registry, "floe.received.datagrams") >= 4);
        assertTrue(value(registry, "floe.received.bytes") > 4 * 20);
        assertTrue(value(registry, "floe.sent.bytes") > value(registry, "floe.sent.datagrams"));
        FunctionTimer rtt = registry.get("floe.rtt").functionTimer();
        assertTrue(rtt.count() >= 1);
        assertTrue(rtt.mean(TimeUnit.NANOSECONDS) > 0 && rtt.mean(TimeUnit.SECONDS) < 10);
    }

    @Test
    void neverFallWhenASessionEnds() throws Exception {
        PeerSession session = connect();
        peer.send(session.localAddress(), FakeDtls.HELLO);
        Await.result(session.secured());
        Map<String, Double> before = counters(bound());
        Await.result(session.close());

        MeterRegistry registry = bound();
        Map<String, Double> after = counters(registry);
        before.forEach((counter, was) -> assertTrue(after.getOrDefault(counter, -1.0) >= was, counter));
        assertEquals(1, value(registry, "floe.session.ends", "reason", "CLOSED"));
        assertEquals(0, value(registry, "floe.sessions", "state", "CONNECTED"));

        sessions.close();
        assertEquals(after, counters(bound()));
    }

    @Test
    void areNotMadeByWhatComes() throws Exception {
        MeterRegistry registry = bound();
        Set<Meter.Id> before = registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
        PeerSession session = connect();
        peer.check(session, "notTheRightPasswordAtAll");
        for (int first = 0; first < 256; first++) {
            peer.send(session.localAddress(), new byte[] {(byte) first, 1, 2, 3});
        }
        assertEquals(0, peer.awaitResponse());
        assertEquals(401, peer.awaitResponse());
        Await.result(session.close());
        assertTrue(value(bound(), "floe.received.datagrams") > 2);
        counters(registry);
        assertEquals(before, registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet()));
    }

    @Test
    void ofTwoFactoriesAreToldApartByTags() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (PeerSessions others =
                PeerSessions.builder().address(LOOPBACK).dtls(new FakeDtls()).build()) {
            connect();
            new PeerSessionsMetrics(sessions, Tags.of("site", "one")).bindTo(registry);
            new PeerSessionsMetrics(others, Tags.of("site", "two")).bindTo(registry);
            assertEquals(1, value(registry, "floe.sessions", "site", "one", "state", "CONNECTED"));
            assertEquals(0, value(registry, "floe.sessions", "site", "two", "state", "CONNECTED"));
        }
    }

    @Test
    void goOnWhenNobodyButTheRegistryHoldsThem() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("floe.sessions")); // gauges hold all of it
        new PeerSessionsMetrics(sessions).bindTo(registry);
        System.gc();
        connect();
        assertTrue(value(registry, "floe.checks.received") > 0);
        assertTrue(registry.get("floe.rtt").functionTimer().count() > 0);
    }
}
