package dev.floe.ice;

import dev.floe.status.RoundTrip;
import java.time.Duration;
import java.util.Optional;

/** Round-trip times of a session's checks, smoothed as RFC 6298 section 2 does. */
final class RoundTrips {
    private long last;
    private long smoothed;
    private long min = Long.MAX_VALUE;
    private long max;
    private long total;
    private long samples;

    void add(long nanos) {
        last = nanos;
        smoothed = samples == 0 ? nanos : smoothed + (nanos - smoothed) / 8;
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
        total += nanos;
        samples++;
    }

    Optional<RoundTrip> snapshot() {
        if (samples == 0) {
            return Optional.empty();
        }
        return Optional.of(new RoundTrip(
                Duration.ofNanos(last),
                Duration.ofNanos(smoothed),
                Duration.ofNanos(min),
                Duration.ofNanos(max),
                Duration.ofNanos(total),
                samples));
    }
}
