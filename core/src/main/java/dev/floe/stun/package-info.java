/** The STUN codec (RFC 8489), as far as ICE speaks it. Knows no agent, no path and no time. */
@NullMarked
package dev.floe.stun;

import org.jspecify.annotations.NullMarked;
