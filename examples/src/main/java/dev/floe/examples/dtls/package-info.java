/** A DTLS handler of one's own. */
@NullMarked
package dev.floe.examples.dtls;

import org.jspecify.annotations.NullMarked;
