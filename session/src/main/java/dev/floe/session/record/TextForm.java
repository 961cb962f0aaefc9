package dev.floe.session.record;

import java.net.InetSocketAddress;
import java.util.Locale;

/** Writes what was recorded as text, a line each. */
public final class TextForm {
    private TextForm() {}

    /** Appends everything that was recorded. */
    public static void append(StringBuilder text, Recorded recorded) {
        if (recorded.lostMessages() + recorded.lostEvents() > 0) {
            text.append(recorded.lostMessages())
                    .append(" older messages and ")
                    .append(recorded.lostEvents())
                    .append(" older events have given way to later ones\n");
        }
        for (Entry entry : recorded.entries()) {
            text.append(String.format(Locale.ROOT, "%14.6f s  ", recorded.since(entry) / 1e9))
                    .append(line(entry))
                    .append('\n');
        }
    }

    private static String line(Entry entry) {
        if (entry instanceof StunEntry stun) {
            return (stun.isIncoming() ? "<- " : "-> ") + address(stun.remote()) + "  " + stun.words();
        }
        return "-- " + ((EventEntry) entry).words();
    }

    /** Returns an address without the name that it may have been looked up by. */
    public static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
