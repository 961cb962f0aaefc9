/**
 * Meters for Micrometer, which has to be there for this package only.
 *
 * <p>{@link dev.floe.session.metrics.PeerSessionsMetrics} binds those of a {@link dev.floe.session.PeerSessions} to a registry.
 */
@NullMarked
package dev.floe.session.metrics;

import org.jspecify.annotations.NullMarked;
