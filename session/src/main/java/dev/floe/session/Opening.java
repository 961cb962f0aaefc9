package dev.floe.session;

import dev.floe.sdp.RemoteDescription;
import dev.floe.slot.DtlsRole;
import java.util.Optional;

/**
 * How the exchange of descriptions begins.
 *
 * @param peer the offer that is answered; empty where this side offers, or the embedder speaks SDP himself
 * @param offers whether this side offers
 * @param role this side's DTLS role; empty while it is left to the peer
 * @param choice what is taken of offers
 */
record Opening(Optional<RemoteDescription> peer, boolean offers, Optional<DtlsRole> role, MediaChoice choice) {

    /** The peer offers, and this side answers. */
    static Opening answering(RemoteDescription offer, MediaChoice choice) {
        return new Opening(Optional.of(offer), false, Optional.of(offer.localRole()), choice);
    }

    /** This side offers, and leaves the DTLS role to the peer's answer. */
    static Opening offering(MediaChoice choice) {
        return new Opening(Optional.empty(), true, Optional.empty(), choice);
    }

    /** The embedder writes and reads the descriptions. */
    static Opening elsewhere(Optional<DtlsRole> role, MediaChoice choice) {
        return new Opening(Optional.empty(), false, role, choice);
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
