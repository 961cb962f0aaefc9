/**
 * The Data Channel Establishment Protocol (RFC 8832), and how WebRTC names what SCTP carries (RFC 8831 section 8).
 *
 * <p>Values and their bytes: {@link dev.floe.dcep.DataChannelOpen} and {@link dev.floe.dcep.DataChannelAck} are the two messages,
 * {@link dev.floe.dcep.Ppid} the names. What they bring about happens in the shell, where the channels are.
 */
@NullMarked
package dev.floe.dcep;

import org.jspecify.annotations.NullMarked;
