package dev.floe.examples.support;

import dev.floe.session.PeerSession;
import dev.floe.session.SessionListener;
import dev.floe.session.data.DataChannel;
import java.nio.ByteBuffer;

/**
 * Takes what comes on a channel called "sink", and sends what one called "source" asks for. The label goes on with the
 * length of a message, and how many. When all have come it says "done".
 */
public final class Rates implements SessionListener {
    /** Makes one, for any number of sessions. */
    public Rates() {}

    @Override
    public void onDataChannel(PeerSession session, DataChannel channel) {
        String[] words = channel.label().split(" ");
        if (words[0].equals("sink")) {
            take(channel, Integer.parseInt(words[2]));
        } else if (words[0].equals("source")) {
            send(channel, ByteBuffer.allocate(Integer.parseInt(words[1])), Integer.parseInt(words[2]));
        }
    }

    private static void take(DataChannel channel, int count) {
        int[] left = {count};
        channel.onMessage(message -> {
            if (--left[0] == 0) {
                channel.send("done");
            }
        });
    }

    private static void send(DataChannel channel, ByteBuffer message, int count) {
        int[] left = {count};
        Runnable more = () -> {
            while (left[0] > 0 && left[0]-- > 0 && channel.send(message)) {
                // until it is enough for now
            }
        };
        channel.onBufferedAmountLow(more);
        more.run();
    }
}
