/** STUN messages taken apart on the command line: from hex, files, and captures. */
@NullMarked
package dev.floe.examples.decode;

import org.jspecify.annotations.NullMarked;
