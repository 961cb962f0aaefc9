/** The command line of the browser server. */
@NullMarked
package dev.floe.examples.options;

import org.jspecify.annotations.NullMarked;
