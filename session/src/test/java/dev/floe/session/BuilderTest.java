package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuilderTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static Arguments row(String message, Executable mistake) {
        return Arguments.of(message, mistake);
    }

    private static PeerSessions.Builder many() {
        return PeerSessions.builder();
    }

    private static PeerSession.Builder one() {
        return PeerSession.builder();
    }

    static Stream<Arguments> mistakes() throws Exception {
        InetAddress public4 = InetAddress.getByName("192.0.2.1");
        InetAddress loopback6 = Addresses.literal("address", "::1");
        InetAddress wildcard = InetAddress.getByName("0.0.0.0");
        return Stream.of(
                row("address: must be given", () -> many().dtls(new FakeDtls()).build()),
                row(
                        "address: must be a literal IPv4 or IPv6 address, is \"localhost\"",
                        () -> many().address("localhost")),
                row("address: must be a literal IPv4 or IPv6 address, is \"10.1\"", () -> many().address("10.1")),
                row("address: must be one address, not the wildcard 0.0.0.0", () -> many().address("0.0.0.0")),
                row("address: must be one address, not the wildcard 0:0:0:0:0:0:0:0", () -> many().address("::")),
                row("address: must not be the multicast address 224.0.0.1", () -> many().address("224.0.0.1")),
                row(
                        "address: 192.0.2.1 is not an address of this machine",
                        () -> many().address(public4).dtls(new FakeDtls()).build()),
                row("advertise: must be one address, not the wildcard 0.0.0.0", () -> many().advertise(wildcard)),
                row(
                        "advertise: 192.0.2.1 must be of the same IP version as 0:0:0:0:0:0:0:1",
                        () -> many().address("::1")
                                .advertise(public4)
                                .dtls(new FakeDtls())
                                .build()),
                row("advertise: must name at least one address", () -> many().advertise()),
                row(
                        "advertise: must not name 192.0.2.1 twice: there is one candidate for each IP address (RFC 8445 section 5.2)",
                        () -> one().advertise(public4, public4)),
                row(
                        "address: fe80::1%nowhere names no interface of this machine",
                        () -> many().address("fe80::1%nowhere")),
                row(
                        "address: the zone of fe80:0:0:0:0:0:0:1%99999 is no interface of this machine",
                        () -> many().address("fe80::1%99999")),
                row(
                        "bind: fe80:0:0:0:0:0:0:1 must have a zone, as in fe80::1%eth0 (RFC 4007 section 11)",
                        () -> one().bind(new InetSocketAddress("fe80::1", 0))),
                row("ports: must be 1 to 65535 and in order, are 0 to 9", () -> many().ports(0, 9)),
                row("ports: must be 1 to 65535 and in order, are 9 to 8", () -> many().ports(9, 8)),
                row("ports: must be 1 to 65535 and in order, are 9 to 65536", () -> many().ports(9, 65536)),
                row("maxSessions: must be 1 to 2147483647, is 0", () -> many().maxSessions(0)),
                row("eventLoops: must be 1 to 1024, is 0", () -> many().eventLoops(0)),
                row("receiveBuffer: must be 4096 to 1073741824, is 4095", () -> many().receiveBuffer(4095)),
                row("recorder: must be 1 to 65536, is 0", () -> one().recorder(0)),
                row("recorder: must be 1 to 65536, is 65537", () -> many().recorder(65_537)),
                row(
                        "connectTimeout: must be longer than zero and at most a day, is PT0S",
                        () -> many().connectTimeout(Duration.ZERO)),
                row(
                        "connectTimeout: must be longer than zero and at most a day, is PT25H",
                        () -> one().connectTimeout(Duration.ofHours(25))),
                row(
                        "dtls: must be given, and know its fingerprint (RFC 8122 section 5)",
                        () -> many().address(LOOPBACK).build()),
                row("bind: must be given", () -> one().start()),
                row(
                        "bind: must be one address, not the wildcard 0.0.0.0",
                        () -> one().bind(new InetSocketAddress(wildcard, 0))),
                row(
                        "bind: localhost/<unresolved>:0 must be resolved",
                        () -> one().bind(InetSocketAddress.createUnresolved("localhost", 0))),
                row(
                        "advertise: 192.0.2.1 must be of the same IP version as 0:0:0:0:0:0:0:1",
                        () -> one().bind(new InetSocketAddress(loopback6, 0))
                                .advertise(public4)
                                .start()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void namesTheFieldAndTheRule(String message, Executable mistake) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void failsTheStartOfASessionOnAnAddressThatIsNotTheMachines() throws Exception {
        Throwable failure = Await.failure(one().bind(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0))
                .start());
        assertInstanceOf(BindException.class, failure);
        Await.assertMessageBegins("cannot bind 192.0.2.1 port 0: ", failure);
        Machine.awaitNoLoopThreads();
    }

    @Test
    void failsTheStartOfASessionOnAPortThatIsTaken() throws Exception {
        try (DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            InetSocketAddress taken = new InetSocketAddress(LOOPBACK, stranger.getLocalPort());
            assertInstanceOf(
                    BindException.class, Await.failure(one().bind(taken).start()));
        }
        Machine.awaitNoLoopThreads();
    }

    @Test
    void sharesThreadsBetweenSessionsUntilTheLastHasEnded() throws Exception {
        PeerSession first =
                Await.result(one().bind(new InetSocketAddress(LOOPBACK, 0)).start());
        PeerSession second =
                Await.result(one().bind(new InetSocketAddress(LOOPBACK, 0)).start());
        Await.result(first.close());
        assertTrue(Await.result(second.stats()).drops().isEmpty());
        Await.result(second.close());
        Machine.awaitNoLoopThreads();
        PeerSession third =
                Await.result(one().bind(new InetSocketAddress(LOOPBACK, 0)).start());
        Await.result(third.close());
        Machine.awaitNoLoopThreads();
    }
}
