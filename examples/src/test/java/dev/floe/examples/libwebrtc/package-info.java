/** Floe against libwebrtc, which runs in this JVM. */
@NullMarked
package dev.floe.examples.libwebrtc;

import org.jspecify.annotations.NullMarked;
