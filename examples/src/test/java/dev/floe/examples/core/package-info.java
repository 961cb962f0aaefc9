@NullMarked
package dev.floe.examples.core;

import org.jspecify.annotations.NullMarked;
