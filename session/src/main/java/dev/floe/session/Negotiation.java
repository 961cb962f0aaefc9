package dev.floe.session;

import dev.floe.engine.PeerEngine;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.LocalDescription;
import dev.floe.sdp.RemoteDescription;
import dev.floe.sdp.SdpException;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides of a session have told each other so far, and what may change in it (RFC 3264 section 8). A change that breaks a rule
 * throws and leaves everything as it was.
 *
 * <p>What it returns of its state may be asked for by any thread; changes are made on the session's loop.
 */
final class Negotiation {
    private final Opening opening;
    private final long sessionId = Drawn.sessionId();
    private final @Nullable String offer;
    private volatile LocalDescription local;
    private volatile @Nullable RemoteDescription peer;
    private volatile @Nullable String answer;
    private boolean knowsPeer;
    private long version;

    Negotiation(SessionPlan plan, InetSocketAddress bound) {
        this.opening = plan.opening();
        this.local = plan.describe(bound);
        this.peer = opening.peer().orElse(null);
        this.knowsPeer = plan.engine().remote().isPresent();
        this.offer = opening.offers() ? local.offer(sessionId) : null;
        this.answer =
                opening.peer().map(offered -> local.answer(offered, sessionId)).orElse(null);
    }

    LocalDescription local() {
        return local;
    }

    Optional<RemoteDescription> peer() {
        return Optional.ofNullable(peer);
    }

    Optional<String> offer() {
        return Optional.ofNullable(offer);
    }

    Optional<String> answer() {
        return Optional.ofNullable(answer);
    }

    /** Reads a later offer, or an answer, as those before it were read. Throws {@link SdpException}. */
    RemoteDescription read(RemoteDescription whole) {
        return whole.accepting(opening.kinds());
    }

    /** Restarts ICE with new credentials of the peer, nothing else of whose description has changed. */
    LocalDescription restart(long now, PeerEngine engine, IceCredentials remote) {
        if (!knowsPeer) {
            throw new IllegalStateException("restart: the peer's first credentials are not known yet");
        }
        LocalDescription next = local.withCredentials(Drawn.credentials());
        engine.restart(now, next.credentials(), remote);
        local = next;
        RemoteDescription described = peer;
        if (described != null) {
            agree(next, described.withCredentials(remote));
        }
        return next;
    }

    private void agree(LocalDescription next, RemoteDescription described) {
        peer = described;
        if (answer != null) {
            answer = next.answer(described, sessionId, ++version);
        }
    }

    /** Takes a later offer: with the same credentials it only draws another answer, with new ones it restarts ICE. */
    String accept(long now, PeerEngine engine, RemoteDescription next) {
        RemoteDescription former = peer;
        if (former == null) {
            throw new IllegalStateException(
                    "accept: there is no description of the peer's yet that an offer could follow");
        }
        boolean restarts = next.restarts(former, role(former));
        LocalDescription reply = restarts ? local.withCredentials(Drawn.credentials()) : local;
        String written = reply.answer(next, sessionId, version + 1);
        if (restarts) {
            engine.restart(now, reply.credentials(), next.credentials());
        }
        version++;
        local = reply;
        peer = next;
        answer = written;
        return written;
    }

    private DtlsRole role(RemoteDescription described) {
        return local.role().orElseGet(described::localRole);
    }

    /** Learns the peer's answer, which the embedder has read. */
    void learn(long now, PeerEngine engine, IceCredentials remote, List<Fingerprint> fingerprints, DtlsRole role) {
        requireNoPeer();
        if (local.role().filter(told -> told != role).isPresent()) {
            throw new IllegalArgumentException("role: must be what the description says (RFC 8842 section 5)");
        }
        engine.learnRemote(now, remote, fingerprints, role);
        knowsPeer = true;
        local = local.withRole(role);
    }

    /** Learns the peer's answer. */
    void learn(long now, PeerEngine engine, RemoteDescription answered) {
        requireNoPeer();
        if (local.role().filter(told -> told != answered.localRole()).isPresent()) {
            throw new SdpException("a=setup", "must leave this side the role that it offered (RFC 8842 section 5)");
        }
        if (local.renomination() && answered.renominates()) {
            engine.agreeRenomination();
        }
        answered.sctp().ifPresent(engine::learnSctp);
        learn(now, engine, answered.credentials(), answered.fingerprints(), answered.localRole());
        peer = answered;
    }

    private void requireNoPeer() {
        if (knowsPeer) {
            throw new IllegalStateException("remote: the peer's credentials are known; new ones take an ICE restart");
        }
    }
}
