/** Holds what the documentation says against what the code and its tests do. */
@NullMarked
package dev.floe.examples.docs;

import org.jspecify.annotations.NullMarked;
