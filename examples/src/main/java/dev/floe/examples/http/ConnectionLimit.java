package dev.floe.examples.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import java.nio.charset.StandardCharsets;

/**
 * Counts a server's connections and turns away those beyond a limit, before anything is spent on them. Shared by all of
 * them.
 */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private static final byte[] FULL =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ChannelGroup open;
    private final int limit;

    ConnectionLimit(ChannelGroup open, int limit) {
        this.open = open;
        this.limit = limit;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        open.add(ctx.channel());
        if (open.size() <= limit) {
            ctx.fireChannelActive();
        } else {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(FULL)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
