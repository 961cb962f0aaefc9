/**
 * Sessions over HTTP: an offer goes in by POST, the answer comes back, DELETE ends it (WHIP, RFC 9725).
 *
 * <p>{@code WhipEndpoint} takes offers, {@code WhipResource} is a session's own address, under a secret name, where it is ended and its ICE
 * restarted, and {@code SessionRegistry} knows them all, for a minute after their end as well.
 */
@NullMarked
package dev.floe.examples.whip;

import org.jspecify.annotations.NullMarked;
