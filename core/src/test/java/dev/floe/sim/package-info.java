/**
 * The rigs behind the tests of the machines: virtual time, recorders, and a peer and a network of their own making.
 *
 * <p>What the peer writes and reads goes through {@link dev.floe.sim.Wire} and {@link dev.floe.sim.Reading}, which share no line with the
 * codec under test.
 */
@NullMarked
package dev.floe.sim;

import org.jspecify.annotations.NullMarked;
