package dev.floe.examples.monitor;

import dev.floe.examples.whip.WhipSession;
import dev.floe.ice.IceCredentials;
import dev.floe.status.DropReason;
import dev.floe.status.PeerStats;
import dev.floe.status.RoundTrip;
import dev.floe.status.SessionEnd;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /sessions} says about one session. Times are in milliseconds.
 *
 * @param id the public name
 * @param localUfrag this side's ufrag, by which the browser recognises its own session
 * @param state the ICE state
 * @param ageMs since the session was opened
 * @param consent the peer's consent
 * @param rttMs the latest round-trip time; null before the first
 * @param rtt round-trip times; null before the first
 * @param pair the selected pair; null before there is one
 * @param dtls the DTLS transport
 * @param counters by name
 * @param drops datagrams that were not used, by reason
 * @param lastRefusal the error code with which the peer last refused a check; null if it never did
 * @param end how the session ended; null while it lives
 */
record SessionJson(
        String id,
        String localUfrag,
        String state,
        long ageMs,
        Consent consent,
        @Nullable Double rttMs,
        @Nullable Times rtt,
        @Nullable Pair pair,
        Dtls dtls,
        Map<String, Long> counters,
        Map<DropReason, Long> drops,
        @Nullable Integer lastRefusal,
        @Nullable End end) {

    record Consent(
            String state,
            @Nullable Long lastProofAgoMs,
            @Nullable Long lastHeardAgoMs) {}

    record Times(double lastMs, double smoothedMs, double minMs, double maxMs, long samples) {}

    record Pair(String local, String remote) {}

    record Dtls(
            String state,
            @Nullable String version,
            @Nullable String cipher) {}

    record End(
            String reason,
            String words,
            long afterMs,
            @Nullable String cause) {}

    static SessionJson of(WhipSession session, PeerStats stats) {
        InetSocketAddress local = session.peer().localAddress();
        IceCredentials credentials = session.peer().description().credentials();
        Optional<Times> rtt = stats.roundTrip().map(SessionJson::times);
        return new SessionJson(
                session.peer().id(),
                credentials.ufrag(),
                stats.state().name(),
                session.age().toMillis(),
                consent(stats),
                orNull(rtt.map(Times::lastMs)),
                orNull(rtt),
                orNull(stats.remote().map(remote -> new Pair(text(local), text(remote)))),
                new Dtls(stats.dtlsState().name(), orNull(stats.dtlsVersion()), orNull(stats.cipherSuite())),
                stats.totals(),
                inOrder(stats.drops()),
                orNull(stats.lastRefusal()),
                orNull(session.end().map(SessionJson::end)));
    }

    private static Consent consent(PeerStats stats) {
        return new Consent(
                stats.consent().name(),
                orNull(stats.sinceProof().map(Duration::toMillis)),
                orNull(stats.sinceHeard().map(Duration::toMillis)));
    }

    private static Times times(RoundTrip trip) {
        return new Times(
                millis(trip.last()), millis(trip.smoothed()), millis(trip.min()), millis(trip.max()), trip.samples());
    }

    private static End end(SessionEnd end) {
        return new End(
                end.reason().name(),
                end.reason().words(),
                end.after().toMillis(),
                orNull(end.cause().map(Throwable::toString)));
    }

    static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }

    private static String text(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }

    private static Map<DropReason, Long> inOrder(Map<DropReason, Long> drops) {
        Map<DropReason, Long> ordered = new EnumMap<>(DropReason.class);
        ordered.putAll(drops);
        return ordered;
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
