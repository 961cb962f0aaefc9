/** Fuzz targets, the properties that they hold the core to, and the inputs that they begin with. */
@NullMarked
package dev.floe.fuzz;

import org.jspecify.annotations.NullMarked;
