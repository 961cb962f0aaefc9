/**
 * Data channels (RFC 8831, W3C RTCDataChannel): {@link dev.floe.session.data.DataChannels} is the ready-made data slot,
 * over the SCTP association of {@code dev.floe.sctp}.
 */
@NullMarked
package dev.floe.session.data;

import org.jspecify.annotations.NullMarked;
