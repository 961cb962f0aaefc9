package dev.floe.examples.decode;

import java.nio.ByteBuffer;

/**
 * One packet of a capture.
 *
 * @param nanos when it was captured, in nanoseconds of a clock that the file knows
 * @param linkType what it begins with, a LINKTYPE_ number of tcpdump.org
 * @param data what was captured of it, in network order
 */
record Packet(long nanos, int linkType, ByteBuffer data) {}
