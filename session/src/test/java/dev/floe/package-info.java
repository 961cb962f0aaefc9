/** What holds for the module as a whole. */
@NullMarked
package dev.floe;

import org.jspecify.annotations.NullMarked;
