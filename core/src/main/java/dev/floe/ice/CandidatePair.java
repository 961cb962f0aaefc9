package dev.floe.ice;

import java.net.InetSocketAddress;

/**
 * A pair of transport addresses between which traffic flows.
 *
 * @param local this side's, as bound
 * @param remote the peer's, as seen from here
 */
public record CandidatePair(InetSocketAddress local, InetSocketAddress remote) {}
