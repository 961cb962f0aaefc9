/**
 * The STUN codec (RFC 8489), as far as ICE speaks it. Knows no agent, no path and no time.
 *
 * <p>{@link dev.floe.stun.StunMessage} is a view of received bytes that is used again and again, and
 * {@link dev.floe.stun.StunBuilder} writes a message into bytes of its own: neither allocates. {@link dev.floe.stun.StunCrypto}
 * computes HMAC and CRC for both, under an {@link dev.floe.stun.IntegrityKey}; none of the three may be shared between threads.
 * {@link dev.floe.stun.StunReport} takes a message apart for people, and may be slow.
 */
@NullMarked
package dev.floe.stun;

import org.jspecify.annotations.NullMarked;
