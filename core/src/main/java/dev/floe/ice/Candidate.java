package dev.floe.ice;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * A host candidate of this agent, the only type that a lite agent has (RFC 8445 section 5.2).
 *
 * @param foundation equal for equal addresses, 1 to 32 ice-chars
 * @param priority 1 to 2^31-1 (RFC 8445 section 5.1.2)
 * @param address the transport address to advertise
 */
public record Candidate(String foundation, long priority, InetSocketAddress address) {
    private static final int HOST_PREFERENCE = 126;

    public Candidate {
        Objects.requireNonNull(foundation, "foundation");
        Objects.requireNonNull(address, "address");
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("candidate: the address must be resolved");
        }
    }

    /**
     * Returns the host candidate of an address, component 1.
     *
     * @param index distinguishes several addresses: foundation and local preference follow from it; 0 is preferred, at most 65534
     */
    public static Candidate host(int index, InetSocketAddress address) {
        long priority = ((long) HOST_PREFERENCE << 24) + ((long) (65535 - index) << 8) + 255;
        return new Candidate(Integer.toString(index + 1), priority, address);
    }
}
