/**
 * STUN messages taken apart on the command line: from hex, files, and captures.
 *
 * <p>{@code DecodeCommand} is the verb. {@code Decoding} finds out what it was given, {@code HexText} and the captures read that, {@code Frames}
 * finds the UDP datagrams in a capture's packets, and {@code Printer} prints the messages and keeps account of what is wrong. What cannot be
 * read is a {@code MalformedException}.
 */
@NullMarked
package dev.floe.examples.decode;

import org.jspecify.annotations.NullMarked;
