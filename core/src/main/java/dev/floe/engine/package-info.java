/**
 * The engine of a peer session: it tells protocols apart, gates what leaves, and feeds the agent and the slots.
 *
 * <p>{@link dev.floe.engine.PeerEngine} keeps the contract of machines that {@link dev.floe.ice} states. It is made from an
 * {@link dev.floe.engine.EngineConfig}, tells everything to an {@link dev.floe.engine.EngineOutput}, and needs nothing but that
 * and somebody's socket and clock. {@link dev.floe.engine.PacketKind} is the table by which it tells protocols apart (RFC 9443).
 */
@NullMarked
package dev.floe.engine;

import org.jspecify.annotations.NullMarked;
