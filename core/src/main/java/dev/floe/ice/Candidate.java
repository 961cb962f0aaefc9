package dev.floe.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host candidate of this agent, the only type that a lite agent has (RFC 8445 section 5.2).
 *
 * @param foundation equal for equal addresses, 1 to 32 ice-chars
 * @param priority 1 to 2^31-1 (RFC 8445 section 5.1.2)
 * @param address the transport address to advertise; a zone id stays out of descriptions
 */
public record Candidate(String foundation, long priority, InetSocketAddress address) {
    private static final int HOST_PREFERENCE = 126;
    private static final Pattern FOUNDATION = Pattern.compile("[A-Za-z0-9+/]{1,32}");

    /**
     * Checks all three.
     *
     * @param foundation 1 to 32 ice-chars
     * @param priority 1 to 2^31-1
     * @param address with an IP address, no name that is still to be looked up
     * @throws IllegalArgumentException naming the value and the rule
     */
    public Candidate {
        Objects.requireNonNull(foundation, "foundation");
        Objects.requireNonNull(address, "address");
        if (!FOUNDATION.matcher(foundation).matches()) {
            throw new IllegalArgumentException(
                    "foundation: must be 1 to 32 letters, digits, '+' or '/' (RFC 8839 section 5.1)");
        }
        if (priority < 1 || priority > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("priority: must be 1 to 2147483647 (RFC 8445 section 5.1.2)");
        }
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("candidate: the address must be resolved");
        }
    }

    /**
     * {@return the host candidate of an address, component 1}
     *
     * @param index distinguishes several addresses: foundation and local preference follow from it; 0 is preferred, at
     *     most 65534
     * @param address the transport address to advertise
     * @throws IllegalArgumentException if {@code index} is out of its range
     */
    public static Candidate host(int index, InetSocketAddress address) {
        if (index < 0 || index > 65534) {
            throw new IllegalArgumentException("index: must be 0 to 65534");
        }
        return host(index, LocalPreferences.HIGHEST - index, address);
    }

    /**
     * {@return the host candidates of a host's addresses, component 1, in the order given, which a description keeps:
     * its default candidate is the first} What the peer should prefer is told by the priorities: among IPv4 addresses
     * alone the earlier one, and as soon as there is an IPv6 address, what RFC 6724 puts first, so IPv6 before IPv4
     * (RFC 8445 section 5.2).
     *
     * @param addresses each of another IP address; more than one of each family is not recommended
     * @throws IllegalArgumentException if two have the same IP address, be it with different zones or ports, or there
     *     are too many of one kind
     */
    public static List<Candidate> hosts(List<InetSocketAddress> addresses) {
        LocalPreferences preferences = LocalPreferences.among(addresses);
        Set<InetAddress> seen = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            if (!seen.add(address.getAddress())) {
                throw new IllegalArgumentException("addresses: must not have " + address.getAddress()
                        + " twice: there is one candidate for each IP address (RFC 8445 section 5.2)");
            }
            candidates.add(host(candidates.size(), preferences.next(address), address));
        }
        return List.copyOf(candidates);
    }

    private static Candidate host(int index, int localPreference, InetSocketAddress address) {
        long priority = ((long) HOST_PREFERENCE << 24) + ((long) localPreference << 8) + 255;
        return new Candidate(Integer.toString(index + 1), priority, address);
    }
}
