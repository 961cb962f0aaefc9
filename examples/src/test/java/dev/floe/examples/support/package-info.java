/** What several tests need: waiting, HTTP, and a peer whose STUN is built by hand. */
@NullMarked
package dev.floe.examples.support;

import org.jspecify.annotations.NullMarked;
