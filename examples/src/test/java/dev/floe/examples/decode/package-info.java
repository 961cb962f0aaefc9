@NullMarked
package dev.floe.examples.decode;

import org.jspecify.annotations.NullMarked;
