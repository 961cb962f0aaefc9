/**
 * What a session reports about itself: its state, why it ended, what it counted and why it dropped what it dropped.
 *
 * <p>Values only; every type here is immutable and safe to share between threads, except {@link Counters}, which
 * belongs to the thread of its session.
 */
@NullMarked
package dev.floe.status;

import org.jspecify.annotations.NullMarked;
