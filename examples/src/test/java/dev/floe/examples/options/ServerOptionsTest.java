package dev.floe.examples.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerOptionsTest {
    private static ServerOptions parse(String... args) throws UsageException {
        return ServerOptions.parse(List.of(args));
    }

    @Test
    void servesThisMachineAloneUnlessToldOtherwise() throws UsageException {
        ServerOptions options = parse();
        assertEquals("127.0.0.1", options.http().getAddress().getHostAddress());
        assertEquals(8080, options.http().getPort());
        assertEquals(1000, options.maxSessions());
        assertEquals(Duration.ofSeconds(30), options.connectTimeout());
        assertEquals(Optional.empty(), options.advertise());
        assertEquals(Optional.empty(), options.ports());
        assertEquals(Optional.empty(), options.token());
    }

    @Test
    void bindsSessionsToAnAddressThatIsNoWildcardUnlessToldOtherwise() throws UsageException {
        InetAddress address = parse().address();
        assertFalse(address.isAnyLocalAddress() || address.isLinkLocalAddress(), address.toString());
    }

    @Test
    void readsEveryOption() throws UsageException {
        ServerOptions options = parse(
                "--http-port=0",
                "--http-host",
                "0.0.0.0",
                "--address",
                "192.0.2.1",
                "--advertise=203.0.113.7",
                "--udp-ports",
                "50000-50999",
                "--max-sessions",
                "5",
                "--connect-timeout",
                "12s",
                "--token",
                "let-me.in");
        assertEquals(0, options.http().getPort());
        assertTrue(options.http().getAddress().isAnyLocalAddress());
        assertEquals("192.0.2.1", options.address().getHostAddress());
        assertEquals(Optional.of("203.0.113.7"), options.advertise().map(InetAddress::getHostAddress));
        assertEquals(Optional.of(new PortRange(50000, 50999)), options.ports());
        assertEquals(5, options.maxSessions());
        assertEquals(Duration.ofSeconds(12), options.connectTimeout());
        assertEquals(Optional.of("let-me.in"), options.token());
    }

    @Test
    void takesSecondsWithoutTheirUnit() throws UsageException {
        assertEquals(Duration.ofSeconds(7), parse("--connect-timeout", "7").connectTimeout());
    }

    @Test
    void takesPortsUpToTheLast() throws UsageException {
        assertEquals(
                Optional.of(new PortRange(1, 65535)),
                parse("--udp-ports", "1-65535").ports());
    }

    @ParameterizedTest
    @CsvSource({
        "--http-port, 65536",
        "--http-port, -1",
        "--http-port, http",
        "--http-host, no such host",
        "--address, localhost",
        "--address, 0.0.0.0",
        "--address, 224.0.0.1",
        "--advertise, example.org",
        "--udp-ports, 50000",
        "--udp-ports, 0-10",
        "--udp-ports, 10-9",
        "--udp-ports, 1-65536",
        "--max-sessions, 0",
        "--max-sessions, many",
        "--connect-timeout, 0",
        "--connect-timeout, 30ms",
        "--connect-timeout, 3601",
        "--token, two words",
        "--no-such-option, 1",
    })
    void namesTheOptionThatBreaksItsRule(String option, String value) {
        UsageException bad = assertThrows(UsageException.class, () -> parse(option + "=" + value));
        assertTrue(String.valueOf(bad.getMessage()).startsWith(option + ": "), bad.toString());
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThrows(UsageException.class, () -> parse("--http-port"));
        assertThrows(UsageException.class, () -> parse("--token", "--http-port"));
        assertThrows(UsageException.class, () -> parse("--http-host="), "an empty name would be the loopback's");
    }

    @Test
    void refusesAnOptionThatIsGivenTwice() {
        assertThrows(UsageException.class, () -> parse("--http-port", "1", "--http-port=2"));
    }

    @Test
    void wantsATokenWhenOthersCanReachThePage() {
        UsageException bad = assertThrows(UsageException.class, () -> parse("--http-host", "0.0.0.0"));
        assertTrue(String.valueOf(bad.getMessage()).startsWith("--token: "), bad.toString());
    }

    @Test
    void hidesTheTokenWhenPrinted() throws UsageException {
        assertFalse(parse("--token", "very-secret").toString().contains("very-secret"));
    }
}
