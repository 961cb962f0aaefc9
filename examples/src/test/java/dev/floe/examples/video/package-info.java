@NullMarked
package dev.floe.examples.video;

import org.jspecify.annotations.NullMarked;
