/** The browser server: one page, one WHIP endpoint, and a live view of every session. */
@NullMarked
package dev.floe.examples.server;

import org.jspecify.annotations.NullMarked;
