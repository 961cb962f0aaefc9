/**
 * Data channels (RFC 8831, W3C RTCDataChannel): {@link dev.floe.session.data.DataChannels} is the ready-made data slot,
 * over the SCTP association of {@code dev.floe.sctp}.
 *
 * <p>Applications meet {@link dev.floe.session.data.DataChannel}, which any thread may use, what goes through it, a
 * {@link dev.floe.session.data.Message} of text or bytes, and {@link dev.floe.session.data.DataChannelOptions} for what it shall be like.
 */
@NullMarked
package dev.floe.session.data;

import org.jspecify.annotations.NullMarked;
