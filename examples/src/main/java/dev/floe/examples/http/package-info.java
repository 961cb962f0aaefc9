/**
 * The little HTTP server under the browser server: HTTP/1.1 over Netty, with a limit on everything a stranger can
 * stretch, namely connections, header and body size, time, and unread replies.
 *
 * <p>One request of a connection is worked on at a time; the next one is not even read before the reply is written.
 */
@NullMarked
package dev.floe.examples.http;

import org.jspecify.annotations.NullMarked;
