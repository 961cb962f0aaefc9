/** Chromium through a network that loses, delays, repeats and spoils what it carries. */
@NullMarked
package dev.floe.examples.faults;

import org.jspecify.annotations.NullMarked;
