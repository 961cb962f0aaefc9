package dev.floe.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The promise that all writes of one socket share: never complete, it counts those that failed. A datagram that the
 * system refuses (no route, a firewall's rule, too long) is lost like any other, and no reason to end a session.
 */
final class LostWrites extends DefaultChannelPromise {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSession.class);

    private final String session;
    private long lost;

    LostWrites(Channel channel, String session) {
        super(channel);
        this.session = session;
    }

    /** Returns how many datagrams the system refused. On the loop only. */
    long count() {
        return lost;
    }

    @Override
    public ChannelPromise setSuccess(Void nothing) {
        return this;
    }

    @Override
    public boolean trySuccess(Void nothing) {
        return true;
    }

    @Override
    public ChannelPromise setFailure(Throwable cause) {
        note(cause);
        return this;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        note(cause);
        return true;
    }

    private void note(Throwable cause) {
        lost++;
        if (LOG.isDebugEnabled() && Long.bitCount(lost) == 1) {
            LOG.debug(
                    "session {}: the system refused to send a datagram ({} so far): {}",
                    session,
                    lost,
                    cause.toString());
        }
    }
}
