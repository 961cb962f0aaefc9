/** Floe against every peer, the same for each. */
@NullMarked
package dev.floe.examples.interop;

import org.jspecify.annotations.NullMarked;
