/** Floe against aiortc, which runs as a process of its own. */
@NullMarked
package dev.floe.examples.aiortc;

import org.jspecify.annotations.NullMarked;
