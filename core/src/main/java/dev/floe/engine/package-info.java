/**
 * The engine of a peer session: it tells protocols apart, gates what leaves, and feeds the agent and the slots.
 *
 * <p>{@link dev.floe.engine.PeerEngine} keeps the contract of machines that {@link dev.floe.ice} states.
 */
@NullMarked
package dev.floe.engine;

import org.jspecify.annotations.NullMarked;
