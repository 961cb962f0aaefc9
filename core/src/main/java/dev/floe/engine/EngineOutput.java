package dev.floe.engine;

import dev.floe.slot.SessionTask;
import dev.floe.status.DtlsState;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * What a {@link PeerEngine} does to the world. Called on the session's thread, before the engine's input returns; must
 * not call back in.
 */
public interface EngineOutput {
    /**
     * Sends one datagram.
     *
     * @param to where
     * @param datagram lent for the call, from position to limit; may be direct or not
     * @return false if the socket's buffer is full and the datagram was not taken; {@link PeerEngine#onWritable} is
     *     owed then
     */
    boolean send(InetSocketAddress to, ByteBuffer datagram);

    /**
     * Hands a task to the session's thread, which calls {@link PeerEngine#run} with it. The one method that is called
     * from any thread.
     *
     * @param task to be run later, never inside this call
     */
    void execute(SessionTask task);

    /**
     * The ICE state has changed; {@code FAILED} and {@code CLOSED} are followed by {@link #onEnd}.
     *
     * @param state the new state
     */
    void onState(SessionState state);

    /**
     * Another address of the peer was selected; what the slots send goes there from now on.
     *
     * @param remote the peer's address from now on
     */
    void onSelected(InetSocketAddress remote);

    /**
     * The DTLS state has changed.
     *
     * @param state the new state
     */
    void onDtls(DtlsState state);

    /**
     * The session is over. The last call: nothing is sent after it.
     *
     * @param end why, and when the peer was last heard
     */
    void onEnd(SessionEnd end);
}
