package dev.floe.ice;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hands out the local preferences of host candidates, no two alike (RFC 8445 section 5.2). */
final class LocalPreferences {
    static final int HIGHEST = 65535;

    private final boolean ipv4Only;
    private final Set<Integer> taken = new HashSet<>();

    private LocalPreferences(boolean ipv4Only) {
        this.ipv4Only = ipv4Only;
    }

    static LocalPreferences among(List<InetSocketAddress> addresses) {
        return new LocalPreferences(
                addresses.stream().noneMatch(address -> address.getAddress() instanceof Inet6Address));
    }

    /** Returns the wanted preference of an address, or the next lower one that is free: priorities must differ. */
    int next(InetSocketAddress address) {
        int preference = ipv4Only ? HIGHEST : Precedence.of(address.getAddress());
        while (!taken.add(preference)) {
            preference--;
        }
        if (preference < 0) {
            throw new IllegalArgumentException(
                    "addresses: too many of one kind; one of each family is recommended (RFC 8445 section 5.2)");
        }
        return preference;
    }
}
