/**
 * SCTP as WebRTC uses it inside DTLS (RFC 9260, 3758, 6525, 8261, 8831, 9653): a machine that is handed the time and
 * packets.
 *
 * <p>{@link dev.floe.sctp.SctpAssociation} keeps the contract of the machines in {@code dev.floe.ice}, with one rule
 * more: what it wants to send leaves in {@link dev.floe.sctp.SctpAssociation#flush}, which its owner calls once after
 * it has handed in what there was, so that acknowledgements and data share packets.
 *
 * <p>Inside: {@code Handshake} sets up, {@code Outbound} holds what is sent until it is acknowledged, {@code Inbound}
 * puts together what arrives, {@code StreamResets} closes streams. {@code PacketReader} and {@code PacketWriter} know
 * the bytes.
 */
@NullMarked
package dev.floe.sctp;

import org.jspecify.annotations.NullMarked;
