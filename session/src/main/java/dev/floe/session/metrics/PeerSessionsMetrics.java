package dev.floe.session.metrics;

import dev.floe.session.PeerSessions;
import dev.floe.session.SessionsStats;
import dev.floe.status.DropReason;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one {@link PeerSessions}: {@code floe.*}. All are made when they are bound, with tags from enums only: nothing that
 * comes over the wire makes another. They outlive {@link PeerSessions#close}, and keep the last values then.
 *
 * <p>Sessions know nothing of it. Who reads a meter has the sessions asked, all in one pass, at most once a second; the meters that are
 * read within that second share the pass. Reading waits until it is over, some milliseconds with thousands of sessions and a second at
 * most, after which the values are those of the pass before. On a thread of Netty's, an event loop above all, reading never waits: who
 * scrapes there calls {@link #refresh} first.
 *
 * <p>Thread-safe.
 */
@SuppressWarnings("exports") // The module of Micrometer is the reader's to require: see module-info.
public final class PeerSessionsMetrics implements MeterBinder {
    private final LatestStats latest;
    private final Iterable<Tag> tags;

    /**
     * Makes the binder.
     *
     * @param peers whose sessions; held for as long as the meters are registered
     */
    public PeerSessionsMetrics(PeerSessions peers) {
        this(peers, Tags.empty());
    }

    /**
     * Makes the binder.
     *
     * @param peers whose sessions; held for as long as the meters are registered
     * @param tags for all meters; they tell several {@code PeerSessions} in one registry apart
     */
    public PeerSessionsMetrics(PeerSessions peers, Iterable<Tag> tags) {
        this.latest = new LatestStats(peers::stats, System::nanoTime);
        this.tags = Tags.of(tags);
    }

    /**
     * Has the sessions asked, unless they were within the last second. Never blocks.
     *
     * @return completes, on any thread, when reading the meters does not wait; they are fresh for a second then
     */
    public CompletionStage<Void> refresh() {
        return latest.refresh().thenRun(() -> {});
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindSessions(registry);
        bindChecks(registry);
        bindTraffic(registry);
        bindRoundTrips(registry);
    }

    private void bindSessions(MeterRegistry registry) {
        for (SessionState state : SessionState.values()) {
            if (!state.isEnded()) {
                Gauge.builder("floe.sessions", () -> count(latest.get().live(), state))
                        .description("Sessions that live, by ICE state")
                        .tags(tags)
                        .tag("state", state.name())
                        .register(registry);
            }
        }
        for (EndReason reason : EndReason.values()) {
            counter("floe.session.ends", stats -> count(stats.ends(), reason))
                    .description("Sessions that are over, by reason")
                    .tag("reason", reason.name())
                    .register(registry);
        }
        bindHandshakes(registry, DtlsState.CONNECTED, SessionsStats::handshakesCompleted);
        bindHandshakes(registry, DtlsState.FAILED, SessionsStats::handshakesFailed);
    }

    private void bindHandshakes(MeterRegistry registry, DtlsState outcome, ToDoubleFunction<SessionsStats> value) {
        counter("floe.handshakes", value)
                .description("DTLS handshakes that are over, by outcome")
                .tag("outcome", outcome.name())
                .register(registry);
    }

    private void bindChecks(MeterRegistry registry) {
        bindTotal(registry, "floe.checks.received", "checksIn", "Valid checks of peers");
        bindTotal(registry, "floe.checks.sent", "checksOut", "Checks sent to peers");
        bindTotal(registry, "floe.checks.answered", "responsesIn", "Valid answers to checks sent");
        bindTotal(registry, "floe.checks.lost", "checksLost", "Checks sent that were not answered in time");
    }

    private void bindTraffic(MeterRegistry registry) {
        bindTotal(registry, "floe.received.datagrams", "datagramsIn", "Datagrams received");
        bindTotal(registry, "floe.received.bytes", "bytesIn", "Bytes received, without IP and UDP headers");
        bindTotal(registry, "floe.sent.datagrams", "datagramsOut", "Datagrams sent");
        bindTotal(registry, "floe.sent.bytes", "bytesOut", "Bytes sent, without IP and UDP headers");
        bindTotal(registry, "floe.sends.refused", "sendsRefused", "Datagrams of slots that could not be sent");
        for (DropReason reason : DropReason.values()) {
            counter("floe.drops", stats -> count(stats.drops(), reason))
                    .description("Datagrams received and not used, by reason")
                    .tag("reason", reason.name())
                    .register(registry);
        }
    }

    private void bindTotal(MeterRegistry registry, String name, String total, String description) {
        counter(name, stats -> count(stats.totals(), total))
                .description(description)
                .register(registry);
    }

    private void bindRoundTrips(MeterRegistry registry) {
        FunctionTimer.builder(
                        "floe.rtt",
                        latest,
                        weak -> latest.get().roundTrips(),
                        weak -> latest.get().roundTripTotal().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Round-trip times of checks sent")
                .tags(tags)
                .register(registry);
    }

    /** Registries hold a meter's object weakly, and only its function strongly: so the function holds what it reads. */
    private FunctionCounter.Builder<LatestStats> counter(String name, ToDoubleFunction<SessionsStats> value) {
        return FunctionCounter.builder(name, latest, weak -> value.applyAsDouble(latest.get()))
                .tags(tags);
    }

    private static <K> long count(Map<K, Long> counts, K key) {
        return counts.getOrDefault(key, 0L);
    }
}
