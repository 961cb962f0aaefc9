/** Sessions over HTTP: an offer goes in by POST, the answer comes back, DELETE ends it (WHIP, RFC 9725). */
@NullMarked
package dev.floe.examples.whip;

import org.jspecify.annotations.NullMarked;
