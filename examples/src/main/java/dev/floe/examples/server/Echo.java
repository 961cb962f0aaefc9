package dev.floe.examples.server;

import dev.floe.session.PeerSession;
import dev.floe.session.SessionListener;
import dev.floe.session.data.DataChannel;

/**
 * Sends back what comes on a data channel, byte for byte, text as text. A channel of the protocol {@value #OPEN_ONE} asks
 * for one more that the server opens, with the same label; one of the protocol {@value #CLOSE} is closed by the server at its first message.
 */
final class Echo implements SessionListener {
    static final String OPEN_ONE = "floe-open";
    static final String CLOSE = "floe-close";

    @Override
    public void onDataChannel(PeerSession session, DataChannel channel) {
        switch (channel.protocol()) {
            case CLOSE -> channel.onMessage(message -> channel.close());
            case OPEN_ONE -> {
                echo(channel);
                echo(session.openDataChannel(channel.label()));
            }
            default -> echo(channel);
        }
    }

    /** Reads no more than the peer takes back. */
    private static void echo(DataChannel channel) {
        channel.onBufferedAmountLow(channel::resume);
        channel.onMessage(message -> {
            if (!channel.send(message)) {
                channel.pause();
            }
        });
    }
}
