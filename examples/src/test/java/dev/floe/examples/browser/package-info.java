/** The server and its page in a real browser. */
@NullMarked
package dev.floe.examples.browser;

import org.jspecify.annotations.NullMarked;
