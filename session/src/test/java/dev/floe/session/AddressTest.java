package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.Candidate;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where sessions can be bound, and what they show for it. */
class AddressTest {
    private static final SessionListener QUIET = new SessionListener() {};

    @AfterEach
    void leaveNoThread() throws Exception {
        Machine.awaitNoLoopThreads();
    }

    /** Returns the IPv6 addresses of this machine: loopback, global and link-local ones with their zones. */
    private static List<InetAddress> ipv6() throws Exception {
        List<InetAddress> addresses = new ArrayList<>();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            network.inetAddresses().filter(Inet6Address.class::isInstance).forEach(addresses::add);
        }
        return addresses;
    }

    @Tag("S6")
    @Tag("I5")
    @Test
    void connectsOverEachIpv6AddressOfTheMachine() throws Exception {
        List<InetAddress> addresses = ipv6();
        assertTrue(addresses.stream().anyMatch(InetAddress::isLoopbackAddress), "the machine has no ::1");
        for (InetAddress address : addresses) {
            for (Transport transport : Transport.values()) {
                connect(address, transport);
            }
        }
    }

    private static void connect(InetAddress address, Transport transport) throws Exception {
        ScriptedPeer peer = new ScriptedPeer(address);
        try (PeerSessions sessions = PeerSessions.builder()
                .address(address.getHostAddress())
                .dtls(new FakeDtls())
                .data(link -> new UnreadData())
                .transport(transport)
                .build()) {
            PeerSession session = Await.result(sessions.accept(peer.offer(), QUIET));
            String candidate = Sdp.line(session.answer(), "a=candidate:");
            assertFalse(candidate.contains("%"), candidate);
            peer.check(session);
            assertEquals(0, peer.awaitResponse(), address.toString());
            assertEquals(peer.address(), Await.result(session.connected()).remote());
            peer.send(session.localAddress(), FakeDtls.HELLO);
            assertArrayEquals(FakeDtls.HELLO, peer.awaitPayload());
        } finally {
            peer.close();
        }
    }

    @Tag("R7")
    @Tag("I1")
    @Tag("I2")
    @Test
    void showsEachAddressThatLeadsToTheSocket() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetAddress outside = InetAddress.getByName("203.0.113.7");
        ScriptedPeer peer = new ScriptedPeer(loopback);
        try (PeerSessions sessions = PeerSessions.builder()
                .address(loopback)
                .advertise(outside, loopback)
                .dtls(new FakeDtls())
                .data(link -> new UnreadData())
                .build()) {
            PeerSession session = Await.result(sessions.accept(peer.offer(), QUIET));
            List<Candidate> candidates = session.description().candidates();
            assertEquals(
                    List.of(outside, loopback),
                    candidates.stream().map(one -> one.address().getAddress()).toList());
            assertTrue(candidates.get(0).priority() > candidates.get(1).priority());
            assertTrue(Sdp.line(session.answer(), "c=").endsWith(" 203.0.113.7"));
            peer.check(session);
            Await.result(session.connected());
        } finally {
            peer.close();
        }
    }
}
