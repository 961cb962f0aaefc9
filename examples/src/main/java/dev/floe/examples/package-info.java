/** What can be run: the browser server and the smallest embeddings. */
@NullMarked
package dev.floe.examples;

import org.jspecify.annotations.NullMarked;
