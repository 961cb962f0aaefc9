/** Session descriptions, as far as a peer session needs them (RFC 8839, RFC 8841, RFC 8842, RFC 9429). */
@NullMarked
package dev.floe.sdp;

import org.jspecify.annotations.NullMarked;
