package dev.floe.examples.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real NAT of Linux's own: two network namespaces, one that translates and one beyond it. What runs here is inside, what runs
 * beyond sees the translator's address and a port that it has drawn. Needs root, and takes everything away again when closed.
 *
 * <p>The addresses are private ones that exist in these namespaces alone.
 */
public final class NatNamespaces implements AutoCloseable {
    /** The address of whatever runs beyond the NAT. */
    public static final String BEYOND = "10.213.2.2";

    private static final String NAT = "floe-nat";
    private static final String WAN = "floe-wan";
    private static final String RULES = """
            table ip floe {
              chain out {
                type nat hook postrouting priority 100; policy accept;
                oifname "wan0" masquerade fully-random
              }
            }
            """;

    private NatNamespaces() {}

    /** Makes them. Skips the test, and says why, where that cannot be. */
    public static NatNamespaces start() {
        NatNamespaces nat = new NatNamespaces();
        nat.close(); // What an earlier run may have left when it was killed.
        try {
            nat.lay();
        } catch (IOException refused) {
            nat.close();
            Assumptions.abort(
                    "No NAT can be made: it takes root, iproute2, nftables and conntrack. " + refused.getMessage());
        }
        return nat;
    }

    private void lay() throws IOException {
        run("", "ip", "netns", "add", NAT);
        run("", "ip", "netns", "add", WAN);
        link(List.of("ip"), "floe0", "10.213.1.1/30", "lan0", "10.213.1.2/30");
        link(List.of("ip", "-n", WAN), "wan1", BEYOND + "/30", "wan0", "10.213.2.1/30");
        run("", "ip", "route", "add", BEYOND, "via", "10.213.1.2");
        run("", "ip", "-n", NAT, "route", "add", "default", "via", "10.213.1.1");
        inNat("", "sysctl", "-qw", "net.ipv4.ip_forward=1");
        inNat(RULES, "nft", "-f", "-");
    }

    /** Joins a namespace to the NAT's. */
    private static void link(List<String> ip, String near, String nearAddress, String far, String farAddress)
            throws IOException {
        with(ip, "link", "add", near, "type", "veth", "peer", "name", far, "netns", NAT);
        up(ip, near, nearAddress);
        up(List.of("ip", "-n", NAT), far, farAddress);
    }

    private static void up(List<String> ip, String device, String address) throws IOException {
        with(ip, "address", "add", address, "dev", device);
        with(ip, "link", "set", device, "up");
    }

    /** Returns what to put before a command that is to run beyond the NAT. */
    public List<String> beyond() {
        return List.of("ip", "netns", "exec", WAN);
    }

    /** Forgets what was translated how, as a NAT does that was restarted: the next datagram from inside gets another port. */
    public void rebind() throws IOException {
        inNat("", "conntrack", "-F");
    }

    private static void inNat(String input, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", NAT));
        all.addAll(List.of(command));
        run(input, all.toArray(String[]::new));
    }

    private static void with(List<String> ip, String... rest) throws IOException {
        List<String> all = new ArrayList<>(ip);
        all.addAll(List.of(rest));
        run("", all.toArray(String[]::new));
    }

    private static void run(String input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }

    /** Takes the namespaces away, and with them their devices and what is joined to them. */
    @Override
    public void close() {
        for (String namespace : List.of(NAT, WAN)) {
            try {
                run("", "ip", "netns", "delete", namespace);
            } catch (IOException absent) {
                // There is none, or may not be one.
            }
        }
    }
}
