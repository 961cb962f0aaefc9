/** Who uses the module from outside, in a JVM of their own. */
@NullMarked
package dev.floe.embedder;

import org.jspecify.annotations.NullMarked;
