/**
 * The ICE-lite agent (RFC 8445), with consent freshness (RFC 7675): a machine that is handed the time and datagrams.
 *
 * <p>The contract of every machine in this module:
 *
 * <ol>
 *   <li>Input: {@code onDatagram(now, source, buffer)}, {@code onTimeout(now)} and commands. {@code now} comes first,
 *       in nanoseconds on {@link System#nanoTime}'s scale; only differences mean anything, so it may wrap.
 *   <li>Output: one small interface handed to the constructor, called before the input method returns. It must not call
 *       back in.
 *   <li>Timer: {@code delayNanos(now)} tells how long until {@code onTimeout} is wanted: 0 if due,
 *       {@link Long#MAX_VALUE} if never. Calling {@code onTimeout} early or late is harmless.
 *   <li>Buffers are lent for the call, in both directions: absolute reads only, position and limit untouched, nothing
 *       retained.
 *   <li>It never throws for what a peer sent. It throws for what the caller did.
 *   <li>One thread at a time: no locks, no logging, no static mutable state. Randomness is injected.
 * </ol>
 */
@NullMarked
package dev.floe.ice;

import org.jspecify.annotations.NullMarked;
