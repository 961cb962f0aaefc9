package dev.floe.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Is told what happens to a socket, on its loop. What it throws comes back to it as a failure to read; on NIO
 * {@link #onDatagram} that throws also closes the socket.
 */
interface SocketListener {
    /**
     * A datagram came.
     *
     * @param source where it came from
     * @param datagram lent for the call, from position to limit, in network order
     */
    void onDatagram(InetSocketAddress source, ByteBuffer datagram);

    /** All that is read in this turn was handed over. */
    void onBatchRead();

    /** The socket takes what is written again, or does not any more. */
    void onWritabilityChanged();

    /** Reading failed. */
    void onReadFailure(Throwable failure);

    /** The socket was closed, by whomever. */
    void onSocketClosed();
}
