/**
 * Session descriptions, as far as a peer session needs them (RFC 8839, RFC 8841, RFC 8842, RFC 9429).
 *
 * <p>{@link dev.floe.sdp.RemoteDescription} reads a peer's offer or answer, {@link dev.floe.sdp.LocalDescription} writes this
 * side's, whole or as lines, and {@link dev.floe.sdp.SdpFragment} is the little that WHIP sends when ICE restarts. What they
 * hold is immutable. Whatever a text does wrong is an {@link dev.floe.sdp.SdpException} that names the field and the rule, and
 * never shows a password.
 */
@NullMarked
package dev.floe.sdp;

import org.jspecify.annotations.NullMarked;
