package dev.floe.examples.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An HTTP/1.1 server on one thread. Thread-safe. */
public final class HttpService implements AutoCloseable {
    private static final int CHUNK_BYTES = 8192;

    private final EventLoopGroup loop;
    private final ChannelGroup connections;
    private final Limits limits;

    /**
     * Starts the thread. {@link #listen} starts the service.
     *
     * @param limits what strangers may stretch
     */
    public HttpService(Limits limits) {
        this.limits = limits;
        loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("floe-http"), NioIoHandler.newFactory());
        connections = new DefaultChannelGroup(loop.next());
    }

    /** Returns the service's thread, for what has to happen on it or after a while. */
    public ScheduledExecutorService executor() {
        return loop;
    }

    /**
     * Begins to take connections.
     *
     * @param address where; port 0 stands for any that is free
     * @param handler answers the requests
     * @return where it listens
     * @throws IOException if the port is in use, or the address is not this machine's
     */
    public InetSocketAddress listen(InetSocketAddress address, Handler handler) throws IOException {
        ConnectionLimit limit = new ConnectionLimit(connections, limits.connections());
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Connection(handler, limit))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        Channel server = bound.channel();
        return (InetSocketAddress) server.localAddress();
    }

    /**
     * Closes all connections and stops the thread; waits for that, some seconds at most. Not to be called on the thread
     * itself.
     */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }

    private final class Connection extends ChannelInitializer<SocketChannel> {
        private final Handler handler;
        private final ConnectionLimit limit;

        Connection(Handler handler, ConnectionLimit limit) {
            this.handler = handler;
            this.limit = limit;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            RequestClock clock = new RequestClock(limits);
            channel.pipeline()
                    .addLast(limit)
                    .addLast(clock)
                    .addLast(new HttpServerCodec(limits.lineBytes(), limits.headerBytes(), CHUNK_BYTES))
                    .addLast(new FlowControlHandler())
                    .addLast(new RequestReader(limits))
                    .addLast(new RequestDispatcher(handler, clock));
        }
    }
}
