/**
 * The command line of the browser server.
 *
 * <p>{@code Option} is the table of options and their help, {@code Values} reads each kind of value and names the option that is wrong,
 * {@code ServerOptions} is what all of them come to.
 */
@NullMarked
package dev.floe.examples.options;

import org.jspecify.annotations.NullMarked;
