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
 * <p>What it returns of its state may be asked for by any thread; changes are made on the session's loop. An answer is written whenever it is
 * asked for: that is once as a rule, and a session lives for long.
 */
final class Negotiation {
    private final Opening opening;
    private final long sessionId = Drawn.sessionId();
    private final @Nullable String offer;
    private volatile Agreed agreed;
    private boolean knowsPeer;

    /**
     * What both sides have told last.
     *
     * @param answers whether this side has answered an offer
     * @param version how many answers there were before the last one
     */
    private record Agreed(LocalDescription local, @Nullable RemoteDescription peer, boolean answers, long version) {
        Agreed with(LocalDescription told) {
            return new Agreed(told, peer, answers, version);
        }

        Agreed with(RemoteDescription told) {
            return new Agreed(local, told, answers, version);
        }

        @Nullable
        String answer(long sessionId) {
            return peer == null || !answers ? null : local.answer(peer, sessionId, version);
        }
    }

    Negotiation(SessionPlan plan, InetSocketAddress bound) {
        this.opening = plan.opening();
        this.agreed = new Agreed(
                plan.describe(bound),
                opening.peer().orElse(null),
                opening.peer().isPresent(),
                0);
        this.knowsPeer = plan.engine().remote().isPresent();
        this.offer = opening.offers() ? local().offer(sessionId) : null;
        agreed.answer(sessionId); // throws if there can be none
    }

    LocalDescription local() {
        return agreed.local;
    }

    Optional<RemoteDescription> peer() {
        return Optional.ofNullable(agreed.peer);
    }

    Optional<String> offer() {
        return Optional.ofNullable(offer);
    }

    Optional<String> answer() {
        return Optional.ofNullable(agreed.answer(sessionId));
    }

    /** Reads a later offer, or an answer, as those before it were read. Throws {@link SdpException}. */
    RemoteDescription read(RemoteDescription whole) {
        return opening.choice().of(whole);
    }

    /** Restarts ICE with new credentials of the peer, nothing else of whose description has changed. */
    LocalDescription restart(long now, PeerEngine engine, IceCredentials remote) {
        if (!knowsPeer) {
            throw new IllegalStateException("restart: the peer's first credentials are not known yet");
        }
        Agreed former = agreed;
        LocalDescription next = former.local.withCredentials(Drawn.credentials());
        engine.restart(now, next.credentials(), remote);
        agreed = restarted(former, next, remote);
        return next;
    }

    private static Agreed restarted(Agreed former, LocalDescription next, IceCredentials remote) {
        RemoteDescription described = former.peer;
        return described == null
                ? former.with(next)
                : new Agreed(
                        next,
                        described.withCredentials(remote),
                        former.answers,
                        former.answers ? former.version + 1 : former.version);
    }

    /** Takes a later offer: with the same credentials it only draws another answer, with new ones it restarts ICE. */
    String accept(long now, PeerEngine engine, RemoteDescription next) {
        Agreed before = agreed;
        RemoteDescription former = before.peer;
        if (former == null) {
            throw new IllegalStateException(
                    "accept: there is no description of the peer's yet that an offer could follow");
        }
        boolean restarts = next.restarts(former, role(former));
        LocalDescription reply = restarts ? before.local.withCredentials(Drawn.credentials()) : before.local;
        String written = reply.answer(next, sessionId, before.version + 1);
        if (restarts) {
            engine.restart(now, reply.credentials(), next.credentials());
        }
        agreed = new Agreed(reply, next, true, before.version + 1);
        return written;
    }

    private DtlsRole role(RemoteDescription described) {
        return local().role().orElseGet(described::localRole);
    }

    /** Learns the peer's answer, which the embedder has read. */
    void learn(long now, PeerEngine engine, IceCredentials remote, List<Fingerprint> fingerprints, DtlsRole role) {
        requireNoPeer();
        if (local().role().filter(told -> told != role).isPresent()) {
            throw new IllegalArgumentException("role: must be what the description says (RFC 8842 section 5)");
        }
        engine.learnRemote(now, remote, fingerprints, role);
        knowsPeer = true;
        agreed = agreed.with(local().withRole(role));
    }

    /** Learns the peer's answer. */
    void learn(long now, PeerEngine engine, RemoteDescription answered) {
        requireNoPeer();
        if (local().role().filter(told -> told != answered.localRole()).isPresent()) {
            throw new SdpException("a=setup", "must leave this side the role that it offered (RFC 8842 section 5)");
        }
        if (local().renomination() && answered.renominates()) {
            engine.agreeRenomination();
        }
        answered.sctp().ifPresent(engine::learnSctp);
        learn(now, engine, answered.credentials(), answered.fingerprints(), answered.localRole());
        agreed = agreed.with(answered);
    }

    private void requireNoPeer() {
        if (knowsPeer) {
            throw new IllegalStateException("remote: the peer's credentials are known; new ones take an ICE restart");
        }
    }
}
