/** What the sessions are doing: as JSON, on demand and live as server-sent events, and as metrics for Prometheus. */
@NullMarked
package dev.floe.examples.monitor;

import org.jspecify.annotations.NullMarked;
