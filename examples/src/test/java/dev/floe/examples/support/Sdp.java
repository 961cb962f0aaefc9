package dev.floe.examples.support;

import java.net.InetSocketAddress;

/** Offers as a browser would write them, and what answers say. */
public final class Sdp {
    /** The ufrag of {@link #offer}. */
    public static final String UFRAG = "Wq3f";

    /** The password of {@link #offer}. */
    public static final String PASSWORD = "qm7uD3pGZ0eXkBvN4tRyLh2s";

    private static final String FINGERPRINT = "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB";

    private Sdp() {}

    /** Returns a good offer of data channels. */
    public static String offer() {
        return offer(UFRAG, PASSWORD);
    }

    /** Returns a good offer of data channels with these credentials. */
    public static String offer(String ufrag, String password) {
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
                        "s=-",
                        "t=0 0",
                        "a=group:BUNDLE 0",
                        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                        "c=IN IP4 0.0.0.0",
                        "a=ice-ufrag:" + ufrag,
                        "a=ice-pwd:" + password,
                        "a=ice-options:trickle",
                        FINGERPRINT,
                        "a=setup:actpass",
                        "a=mid:0",
                        "a=sctp-port:5000",
                        "a=max-message-size:262144")
                + "\r\n";
    }

    /** Returns the good offer without the lines that begin with {@code prefix}. */
    public static String offerWithout(String prefix) {
        return offerWith(prefix, "");
    }

    /** Returns the good offer with another line in place of the one that begins with {@code prefix}. */
    public static String offerWith(String prefix, String line) {
        StringBuilder changed = new StringBuilder();
        offer().lines()
                .map(old -> old.startsWith(prefix) ? line : old)
                .filter(kept -> !kept.isEmpty())
                .forEach(kept -> changed.append(kept).append("\r\n"));
        return changed.toString();
    }

    /** Returns the address of a description's first candidate. */
    public static InetSocketAddress candidate(String sdp) {
        String[] words = value(sdp, "a=candidate:").split(" ", -1);
        return new InetSocketAddress(words[4], Integer.parseInt(words[5]));
    }

    /** Returns the value of a description's first line that begins with {@code prefix}. */
    public static String value(String sdp, String prefix) {
        return sdp.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + prefix + " in " + sdp));
    }
}
