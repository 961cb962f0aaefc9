package dev.floe.examples.http;

import java.time.Duration;

/**
 * What a stranger may stretch, and how far.
 *
 * @param connections open at the same time; more are turned away with 503
 * @param lineBytes of the request line; beyond: 414
 * @param headerBytes of all header fields together; beyond: 431
 * @param bodyBytes of a body; beyond: 413, after reading and discarding
 * @param discardBytes of an oversized body that are read and discarded, so that its sender gets to see the 413
 * @param discardTime for which an oversized body is read and discarded
 * @param requestTime from a request's first byte to its last; beyond: 408
 * @param idleTime between requests, and for a reply that nobody reads; beyond, the connection is closed
 */
public record Limits(
        int connections,
        int lineBytes,
        int headerBytes,
        int bodyBytes,
        int discardBytes,
        Duration discardTime,
        Duration requestTime,
        Duration idleTime) {

    /** What the browser server allows. */
    public static final Limits DEFAULT = new Limits(
            1024,
            4096,
            8192,
            256 << 10,
            8 << 20,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
}
