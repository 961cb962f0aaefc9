package dev.floe.status;

import java.time.Duration;

/**
 * Round-trip times of a session's checks on its selected pair.
 *
 * @param last the latest
 * @param smoothed exponentially smoothed with a weight of 1/8, as RFC 6298 section 2 does
 * @param min the smallest so far
 * @param max the largest so far
 * @param total all of them added up; over {@code samples}, the mean
 * @param samples how many were measured
 */
public record RoundTrip(Duration last, Duration smoothed, Duration min, Duration max, Duration total, long samples) {}
