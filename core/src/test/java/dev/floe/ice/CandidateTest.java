package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("I1")
class CandidateTest {
    private static final String IPV4 = "203.0.113.7";
    private static final String IPV6 = "2001:db8::7";

    @Test
    @Tag("I2")
    @Tag("I3")
    void hostOfIpv4AloneHasTheHighestPriority() {
        assertEquals(List.of(new Candidate("1", 2130706431, at(IPV4))), Candidate.hosts(List.of(at(IPV4))));
    }

    @Test
    @Tag("I2")
    void amongIpv4AddressesTheEarlierIsPreferred() {
        assertEquals(
                List.of(
                        new Candidate("1", 2130706431, at(IPV4)),
                        new Candidate("2", 2130706175, at("192.0.2.1")),
                        new Candidate("3", 2130705919, at("198.51.100.1"))),
                Candidate.hosts(List.of(at(IPV4), at("192.0.2.1"), at("198.51.100.1"))));
    }

    @ParameterizedTest
    @CsvSource({
        "::1, 50",
        "2001:db8::7, 40",
        "fe80::1, 40",
        "2001:1::1, 40",
        "2002:c000:201::1, 30",
        "2001::1, 5",
        "fc00::1, 3",
        "fdff:ffff::1, 3",
        "fe00::1, 40",
        "::192.0.2.1, 1",
        "fec0::1, 1",
        "3ffe::1, 1"
    })
    @Tag("I2")
    void localPreferenceOfAnIpv6HostIsItsPrecedence(String address, int precedence) {
        assertEquals(List.of(precedence), preferences(address));
    }

    @Test
    @Tag("I2")
    void dualStackPrefersIpv6WhateverTheOrder() {
        assertEquals(List.of(35, 40), preferences(IPV4, IPV6));
        assertEquals(List.of(40, 35), preferences(IPV6, IPV4));
    }

    @Test
    @Tag("I2")
    void preferenceThatIsTakenGivesWay() {
        assertEquals(List.of(35, 40, 34, 39, 33), preferences(IPV4, IPV6, "192.0.2.1", "fe80::1", "198.51.100.1"));
        assertEquals(List.of(3, 2, 1, 0), preferences("fc00::1", "fc00::2", "fec0::1", "fec0::2"));
    }

    @Test
    @Tag("I2")
    void foundationsAndPrioritiesDiffer() {
        List<InetSocketAddress> many = Stream.concat(
                        IntStream.range(1, 20).mapToObj(i -> at("192.0.2." + i)),
                        IntStream.range(1, 20).mapToObj(i -> at("2001:db8::" + i)))
                .toList();

        List<Candidate> candidates = Candidate.hosts(many);

        assertEquals(many, candidates.stream().map(Candidate::address).toList());
        assertEquals(
                many.size(),
                new HashSet<>(candidates.stream().map(Candidate::foundation).toList()).size());
        assertEquals(
                many.size(),
                new HashSet<>(candidates.stream().map(Candidate::priority).toList()).size());
    }

    @Test
    void refusesTheSameIpAddressTwice() throws UnknownHostException {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
        InetSocketAddress here = new InetSocketAddress(Inet6Address.getByAddress("host", linkLocal, 1), 50000);
        InetSocketAddress there = new InetSocketAddress(Inet6Address.getByAddress("host", linkLocal, 2), 50000);

        assertRefused("addresses: ", () -> Candidate.hosts(List.of(at(IPV4), at(IPV4))));
        assertRefused("addresses: ", () -> Candidate.hosts(List.of(here, there)));
    }

    @Test
    void refusesMoreOfOneKindThanThereArePreferences() {
        assertRefused("addresses: ", () -> Candidate.hosts(List.of(at("fec0::1"), at("fec0::2"), at("fec0::3"))));
    }

    @Test
    @Tag("I3")
    void priorityStaysInItsRange() {
        assertEquals(1, new Candidate("1", 1, at(IPV4)).priority());
        assertEquals(2147483647, new Candidate("1", 2147483647, at(IPV4)).priority());
        assertRefused("priority: ", () -> new Candidate("1", 0, at(IPV4)));
        assertRefused("priority: ", () -> new Candidate("1", 2147483648L, at(IPV4)));
    }

    @Test
    @Tag("I3")
    void indexStaysInItsRange() {
        assertEquals(2130706431, Candidate.host(0, at(IPV4)).priority());
        assertEquals(2113929727, Candidate.host(65534, at(IPV4)).priority());
        assertRefused("index: ", () -> Candidate.host(-1, at(IPV4)));
        assertRefused("index: ", () -> Candidate.host(65535, at(IPV4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1\r\na=x", "é", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    @Tag("I2")
    void refusesAFoundationThatIsNone(String foundation) {
        assertRefused("foundation: ", () -> new Candidate(foundation, 1, at(IPV4)));
    }

    @Test
    void refusesAnAddressThatIsOnlyAName() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("host.example", 50000);

        assertRefused("candidate: ", () -> Candidate.host(0, name));
    }

    private static List<Integer> preferences(String... addresses) {
        List<InetSocketAddress> all =
                Stream.of(addresses).map(CandidateTest::at).toList();
        return Candidate.hosts(all).stream()
                .map(candidate -> (int) (candidate.priority() >> 8) & 0xffff)
                .toList();
    }

    private static void assertRefused(String start, Runnable call) {
        String said = String.valueOf(
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
        assertTrue(said.startsWith(start), said);
    }

    private static InetSocketAddress at(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 50000);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
