/** The core without Netty: a session over a socket of one's own. */
@NullMarked
package dev.floe.examples.core;

import org.jspecify.annotations.NullMarked;
