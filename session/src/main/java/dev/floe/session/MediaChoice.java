package dev.floe.session;

import dev.floe.sdp.MediaKind;
import dev.floe.sdp.MediaTerms;
import dev.floe.sdp.RemoteDescription;
import java.util.Set;

/**
 * What is taken of a peer's offers.
 *
 * @param kinds which m-lines there are slots for
 * @param terms how those of audio and video are taken
 */
record MediaChoice(Set<MediaKind> kinds, MediaTerms terms) {

    /** Returns the description as one that only this is taken of. */
    RemoteDescription of(RemoteDescription whole) {
        return whole.accepting(kinds, terms);
    }
}
