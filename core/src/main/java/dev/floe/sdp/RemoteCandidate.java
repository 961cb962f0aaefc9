package dev.floe.sdp;

import java.util.Locale;
import java.util.Optional;

/**
 * A candidate of the peer, as written (RFC 8839 section 5.1). A lite agent needs none: it learns the peer's addresses
 * from its checks. Nothing is resolved here.
 *
 * @param transport {@code "udp"} or {@code "tcp"}, in lower case, or an extension
 * @param address an IPv4 or IPv6 literal, or a name, as in {@code "….local"} for mDNS
 * @param port 0 to 65535
 * @param type {@code "host"}, {@code "srflx"}, {@code "prflx"}, {@code "relay"}, or an extension
 */
public record RemoteCandidate(String transport, String address, int port, String type) {
    private static final int FIXED_FIELDS = 8;

    /** Reads the value of {@code a=candidate}; empty for one that cannot be understood, which is to be ignored. */
    static Optional<RemoteCandidate> parse(String value) {
        String[] fields = value.split(" ", FIXED_FIELDS + 1);
        if (fields.length < FIXED_FIELDS || !fields[6].equals("typ") || fields[4].isEmpty() || fields[7].isEmpty()) {
            return Optional.empty();
        }
        int port = Digits.parse(fields[5], 0, 65535);
        if (port < 0) {
            return Optional.empty();
        }
        return Optional.of(new RemoteCandidate(fields[2].toLowerCase(Locale.ROOT), fields[4], port, fields[7]));
    }
}
