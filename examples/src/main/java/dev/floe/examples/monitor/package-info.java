/**
 * What the sessions are doing: as JSON, on demand and live as server-sent events, and as metrics for Prometheus.
 *
 * <p>{@code SessionsApi} answers the requests, {@code Snapshots} asks the sessions, {@code SessionJson} and {@code SessionDetail} write them,
 * and {@code EventStream} sends them once a second to whoever listens.
 */
@NullMarked
package dev.floe.examples.monitor;

import org.jspecify.annotations.NullMarked;
