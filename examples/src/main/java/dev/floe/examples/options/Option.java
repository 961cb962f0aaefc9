package dev.floe.examples.options;

import java.util.Locale;

/** The options of the browser server, in the order in which the help shows them. */
enum Option {
    HTTP_PORT("PORT", "where the page is served; 0 picks a free port and prints it (default 8080)"),
    HTTP_HOST("HOST", "the address the page is served on (default 127.0.0.1); any other needs --token"),
    ADDRESS("IP", "the address sessions bind and advertise (default: this machine's main address)"),
    ADVERTISE("IP", "the public address in front of it, behind a 1:1 NAT"),
    UDP_PORTS("FIRST-LAST", "the ports sessions may bind, as in 50000-50999 (default: any that is free)"),
    MAX_SESSIONS("COUNT", "how many sessions may live at the same time (default 1000)"),
    CONNECT_TIMEOUT("SECONDS", "how long a browser may take to connect, as in 30 or 30s (default 30)"),
    TOKEN("TOKEN", "what requests must carry as a Bearer token; the page takes it from #token=TOKEN");

    private final String placeholder;
    private final String meaning;

    Option(String placeholder, String meaning) {
        this.placeholder = placeholder;
        this.meaning = meaning;
    }

    /** Returns the option as it is typed, as in {@code "--http-port"}. */
    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the option's line in the help. */
    String help() {
        return String.format("  %-26s %s", flag() + " " + placeholder, meaning);
    }
}
