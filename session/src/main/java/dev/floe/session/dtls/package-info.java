/**
 * The ready-made DTLS slot: {@link dev.floe.session.dtls.BouncyCastleDtls} on BouncyCastle's low-level API.
 *
 * <p>One class a concern. {@code BouncyCastleSlot} is the state machine of one session and lives on the session's
 * thread. A {@code Handshake} runs on a thread of its own, because BouncyCastle's blocks, and sees the network through
 * a {@code HandshakeTransport}. Once it is complete an {@code Association} drives the same BouncyCastle object from the
 * session's thread, through an {@code EstablishedTransport} that never waits. Nothing that a stranger sends reaches
 * BouncyCastle before {@code Records} has looked at it.
 */
@NullMarked
package dev.floe.session.dtls;

import org.jspecify.annotations.NullMarked;
