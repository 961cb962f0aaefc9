package dev.floe.session;

import dev.floe.sdp.MediaKind;
import dev.floe.sdp.RemoteDescription;
import dev.floe.slot.DtlsRole;
import java.util.Optional;
import java.util.Set;

/**
 * How the exchange of descriptions begins.
 *
 * @param peer the offer that is answered; empty where this side offers, or the embedder speaks SDP himself
 * @param offers whether this side offers
 * @param role this side's DTLS role; empty while it is left to the peer
 * @param kinds which m-lines there are slots for
 */
record Opening(Optional<RemoteDescription> peer, boolean offers, Optional<DtlsRole> role, Set<MediaKind> kinds) {

    /** The peer offers, and this side answers. */
    static Opening answering(RemoteDescription offer, Set<MediaKind> kinds) {
        return new Opening(Optional.of(offer), false, Optional.of(offer.localRole()), kinds);
    }

    /** This side offers, and leaves the DTLS role to the peer's answer. */
    static Opening offering(Set<MediaKind> kinds) {
        return new Opening(Optional.empty(), true, Optional.empty(), kinds);
    }

    /** The embedder writes and reads the descriptions. */
    static Opening elsewhere(Optional<DtlsRole> role, Set<MediaKind> kinds) {
        return new Opening(Optional.empty(), false, role, kinds);
    }

    /** Returns whether this side says that it follows numbered nominations: in any offer, and in an answer to who asks for it. */
    boolean saysRenomination() {
        return offers || agreesOnRenomination();
    }

    /** Returns whether data channels are, or may yet be, agreed on. */
    boolean mayHaveData() {
        return peer.isEmpty() || peer.get().sctp().isPresent();
    }

    /** Returns whether both sides follow numbered nominations from the start. */
    boolean agreesOnRenomination() {
        return peer.filter(RemoteDescription::renominates).isPresent();
    }
}
