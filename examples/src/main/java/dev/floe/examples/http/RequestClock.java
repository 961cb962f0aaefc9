package dev.floe.examples.http;

import static dev.floe.examples.http.Futures.forget;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection's limits on time. It sees the raw bytes, so that a request line that trickles in counts as well.
 * Whoever sends nothing between requests is closed; whoever does not finish a request is told through {@link #LATE}
 * first.
 */
final class RequestClock extends ChannelInboundHandlerAdapter {
    /** The event that a request has taken too long to arrive. */
    static final Object LATE = new Object();

    private final Limits limits;
    private boolean receiving;
    private @Nullable Future<?> deadline;

    RequestClock(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        awaitRequest(ctx);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (!receiving) {
            receiving = true;
            schedule(ctx, limits.requestTime(), () -> ctx.fireUserEventTriggered(LATE));
        }
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        ctx.fireChannelInactive();
    }

    /** The request is here as a whole, or will not be waited for: from now on the server is to blame. */
    void stop() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        receiving = true;
    }

    /** The reply has been written: the peer is to read it, and to send the next request. */
    void awaitRequest(ChannelHandlerContext ctx) {
        schedule(ctx, limits.idleTime(), () -> forget(ctx.close()));
        receiving = false;
    }

    private void schedule(ChannelHandlerContext ctx, Duration delay, Runnable task) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = ctx.executor().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
