package dev.floe.examples.dtls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The datagrams that answered the peer last. The engine repeats its flights while it waits for the peer, but not the
 * very last one: after that it takes the handshake for complete, even if the peer never hears of it.
 */
final class LastFlight {
    private final List<ByteBuffer> datagrams = new ArrayList<>();
    private boolean answered;

    /** Something has come: what is sent next is another flight. */
    void received() {
        answered = true;
    }

    /** Keeps a copy of what has left. */
    void sent(ByteBuffer datagram) {
        if (answered) {
            datagrams.clear();
            answered = false;
        }
        datagrams.add(
                ByteBuffer.allocate(datagram.remaining()).put(0, datagram, datagram.position(), datagram.remaining()));
    }

    /** Returns the datagrams; whoever sends one must not move its position. */
    List<ByteBuffer> datagrams() {
        return List.copyOf(datagrams);
    }

    /** The peer has heard of it. */
    void forget() {
        datagrams.clear();
    }
}
