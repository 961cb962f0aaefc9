/** The smallest programs that embed a session. */
@NullMarked
package dev.floe.examples.embedding;

import org.jspecify.annotations.NullMarked;
