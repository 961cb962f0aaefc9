package dev.floe.ice;

import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** What an {@link IceLiteAgent} does to the world. Called before the agent's input returns; must not call back in. */
public interface IceOutput {
    /**
     * Sends a STUN message. It may be lost.
     *
     * @param to where
     * @param message lent for the call, from position to limit
     */
    void send(InetSocketAddress to, ByteBuffer message);

    /**
     * The state has changed. {@code FAILED} and {@code CLOSED} are not told here: the owner decides on them.
     *
     * @param state the new state
     */
    void onState(SessionState state);

    /**
     * A path has answered our check: what came from it may be believed, and it may be sent to once selected.
     *
     * @param remote the path's far end
     */
    void onProven(InetSocketAddress remote);

    /**
     * A path was forgotten; what waited on it is void.
     *
     * @param remote the path's far end
     */
    void onForgotten(InetSocketAddress remote);

    /**
     * Another proven path was selected.
     *
     * @param remote the path's far end
     */
    void onSelected(InetSocketAddress remote);

    /**
     * The session cannot go on: {@code NEVER_CONNECTED}, {@code CONSENT_EXPIRED} or {@code REVOKED}. The agent sends
     * nothing more.
     *
     * @param now the time in nanoseconds
     * @param reason one of these three
     */
    void onLost(long now, EndReason reason);
}
