package dev.floe.examples.options;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of options, each by its rule. */
final class Values {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,9})s?");
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private Values() {}

    static int integer(Option option, String text, int min, int max) throws UsageException {
        String rule = "must be a whole number from " + min + " to " + max + ", is '" + text + "'";
        if (!text.matches("[0-9]{1,9}")) {
            throw new UsageException(option.flag(), rule);
        }
        int value = Integer.parseInt(text);
        if (value < min || value > max) {
            throw new UsageException(option.flag(), rule);
        }
        return value;
    }

    static PortRange ports(Option option, String text) throws UsageException {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            PortRange ports = new PortRange(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
            if (ports.first() >= 1 && ports.first() <= ports.last() && ports.last() <= 65535) {
                return ports;
            }
        }
        throw new UsageException(
                option.flag(), "must be FIRST-LAST within 1 to 65535, as in 50000-50999, is '" + text + "'");
    }

    static Duration seconds(Option option, String text) throws UsageException {
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            int value = Integer.parseInt(seconds.group(1));
            if (value >= 1 && value <= 3600) {
                return Duration.ofSeconds(value);
            }
        }
        throw new UsageException(option.flag(), "must be 1 to 3600 seconds, as in 30 or 30s, is '" + text + "'");
    }

    /** Reads a literal address; nothing is looked up. */
    static InetAddress literal(Option option, String text) throws UsageException {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            throw new UsageException(option.flag(), "must be an IP address, is '" + text + "'");
        }
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
                throw new UsageException(
                        option.flag(),
                        "must be the address of one machine, no wildcard and no group, is '" + text + "'");
            }
            return address;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static InetAddress host(Option option, String text) throws UsageException {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw new UsageException(option.flag(), "must be an address or name of this machine, is '" + text + "'");
        }
    }

    static String bearer(Option option, String text) throws UsageException {
        if (!BEARER.matcher(text).matches()) {
            throw new UsageException(
                    option.flag(),
                    "must consist of letters, digits, '-', '.', '_', '~', '+', '/' (RFC 6750 section 2.1)");
        }
        return text;
    }
}
