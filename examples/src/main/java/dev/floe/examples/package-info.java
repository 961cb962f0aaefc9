/**
 * The runnable jar's entry point. What can be run lives in the packages below: the browser server and the smallest
 * embedding.
 */
@NullMarked
package dev.floe.examples;

import org.jspecify.annotations.NullMarked;
