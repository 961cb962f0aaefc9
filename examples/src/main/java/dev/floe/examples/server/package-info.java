/**
 * The browser server: one page, one WHIP endpoint, and a live view of every session.
 *
 * <p>{@code ServerCommand} runs it from the command line, {@code BrowserServer} puts it together, {@code StaticFiles} are the page, and
 * {@code Echo} is what its sessions do.
 */
@NullMarked
package dev.floe.examples.server;

import org.jspecify.annotations.NullMarked;
