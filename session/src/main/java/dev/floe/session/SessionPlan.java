package dev.floe.session;

import dev.floe.engine.EngineConfig;
import dev.floe.ice.Candidate;
import dev.floe.sdp.LocalDescription;
import dev.floe.slot.DtlsSlot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a session is to be made of.
 *
 * @param bind the address of its socket
 * @param ports of which its socket takes one
 * @param advertise the addresses that the peer is told; none: the bound one
 * @param engine what the engine is made of
 * @param receiveBuffer what the system is asked to keep for the socket, in bytes; 0: as it likes
 * @param recorded how many STUN messages, and how many events, are kept; 0: none
 * @param opening how the exchange of descriptions begins
 * @param listener hears what happens
 */
record SessionPlan(
        InetAddress bind,
        PortRange ports,
        List<InetAddress> advertise,
        EngineConfig engine,
        int receiveBuffer,
        int recorded,
        Opening opening,
        SessionListener listener) {

    /** Returns what the peer is told once the socket is bound. */
    LocalDescription describe(InetSocketAddress bound) {
        List<InetAddress> shown = advertise.isEmpty() ? List.of(bind) : advertise;
        return new LocalDescription(
                engine.local(),
                Candidate.hosts(shown.stream()
                        .map(address -> new InetSocketAddress(address, bound.getPort()))
                        .toList()),
                engine.dtls().flatMap(DtlsSlot.Factory::fingerprint),
                opening.role(),
                opening.saysRenomination());
    }
}
