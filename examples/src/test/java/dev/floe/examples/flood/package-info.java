/** A session under a flood of forged checks. */
@NullMarked
package dev.floe.examples.flood;

import org.jspecify.annotations.NullMarked;
