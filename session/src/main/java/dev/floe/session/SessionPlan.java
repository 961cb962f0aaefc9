package dev.floe.session;

import dev.floe.engine.EngineConfig;
import dev.floe.ice.Candidate;
import dev.floe.sdp.LocalDescription;
import dev.floe.sdp.RemoteDescription;
import dev.floe.slot.DtlsSlot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a session is to be made of.
 *
 * @param bind the address of its socket
 * @param ports of which its socket takes one
 * @param advertise the address that the peer is told; empty: the bound one
 * @param engine what the engine is made of
 * @param offer what is answered; empty where the embedder speaks SDP himself
 * @param listener hears what happens
 */
record SessionPlan(
        InetAddress bind,
        PortRange ports,
        Optional<InetAddress> advertise,
        EngineConfig engine,
        Optional<RemoteDescription> offer,
        SessionListener listener) {

    /** Returns what the peer is told once the socket is bound. */
    LocalDescription describe(InetSocketAddress bound) {
        InetSocketAddress advertised = new InetSocketAddress(advertise.orElse(bind), bound.getPort());
        return new LocalDescription(
                engine.local(),
                List.of(Candidate.host(0, advertised)),
                engine.dtls().flatMap(DtlsSlot.Factory::fingerprint),
                engine.role());
    }
}
