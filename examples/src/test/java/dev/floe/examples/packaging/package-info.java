/** The artifacts as those see them who depend on them. */
@NullMarked
package dev.floe.examples.packaging;

import org.jspecify.annotations.NullMarked;
