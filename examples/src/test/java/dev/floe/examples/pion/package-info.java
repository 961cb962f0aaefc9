/** Floe against pion, which runs as a process of its own. */
@NullMarked
package dev.floe.examples.pion;

import org.jspecify.annotations.NullMarked;
