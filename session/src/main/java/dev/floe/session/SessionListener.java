package dev.floe.session;

import dev.floe.ice.CandidatePair;
import dev.floe.session.data.DataChannel;
import dev.floe.status.DtlsState;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;

/**
 * Hears what happens to a session. All methods are called on the session's event loop and must not block; a method that
 * throws is logged, and the session goes on. A session may be closed from within.
 */
public interface SessionListener {
    /**
     * The ICE state has changed.
     *
     * @param session whose
     * @param state the new one
     */
    default void onState(PeerSession session, SessionState state) {}

    /**
     * Another pair was selected: what is sent goes there from now on. Called for the first pair too, before
     * {@link PeerSession#connected} completes.
     *
     * @param session whose
     * @param pair the new one
     */
    default void onSelectedPair(PeerSession session, CandidatePair pair) {}

    /**
     * The DTLS state has changed.
     *
     * @param session whose
     * @param state the new one
     */
    default void onDtlsState(PeerSession session, DtlsState state) {}

    /**
     * The peer has opened a data channel, and it is open. What comes on it waits until {@link DataChannel#onMessage} is
     * set. If this method is not overridden, what comes is discarded.
     *
     * @param session whose
     * @param channel the new one
     */
    default void onDataChannel(PeerSession session, DataChannel channel) {
        channel.onMessage(unwanted -> {});
    }

    /**
     * The session is over and its socket is closed. The last call, before {@link PeerSession#closed} completes.
     *
     * @param session which
     * @param end why, and after how long
     */
    default void onEnd(PeerSession session, SessionEnd end) {}
}
