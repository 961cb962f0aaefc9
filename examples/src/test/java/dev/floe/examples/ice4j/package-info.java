/** Floe against ice4j, which runs in this JVM. */
@NullMarked
package dev.floe.examples.ice4j;

import org.jspecify.annotations.NullMarked;
