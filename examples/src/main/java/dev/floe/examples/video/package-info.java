/** A media slot of one's own: sends a browser's video back to it. */
@NullMarked
package dev.floe.examples.video;

import org.jspecify.annotations.NullMarked;
