/** The Data Channel Establishment Protocol (RFC 8832), and how WebRTC names what SCTP carries (RFC 8831 section 8). */
@NullMarked
package dev.floe.dcep;

import org.jspecify.annotations.NullMarked;
