package dev.floe.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses as SDP writes them. */
final class AddressText {
    private AddressText() {}

    /** Returns the literal without a zone id, which means nothing to another host. */
    static String of(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Returns the {@code c=} line of an address (RFC 8866 section 5.7). */
    static String connectionLine(InetAddress address) {
        return (address instanceof Inet6Address ? "c=IN IP6 " : "c=IN IP4 ") + of(address);
    }
}
