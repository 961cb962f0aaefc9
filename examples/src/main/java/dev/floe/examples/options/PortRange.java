package dev.floe.examples.options;

/**
 * UDP ports that sessions may bind.
 *
 * @param first the lowest, 1 to 65535
 * @param last the highest, not below the first
 */
public record PortRange(int first, int last) {}
