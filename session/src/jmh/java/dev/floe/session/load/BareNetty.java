package dev.floe.session.load;

import dev.floe.ice.IceCredentials;
import dev.floe.session.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The floor: the same sockets on Netty alone, doing what sessions make a socket do, and nothing else. Each answers a
 * check-sized datagram with an answer-sized one, sends a check-sized one a second once it knows where to, and echoes
 * what looks like media. No cryptography, no state; deadlines are swept together, at Floe's grain.
 */
final class BareNetty implements Subject {
    private static final int ANSWER_BYTES = 64;
    private static final int CHECK_BYTES = 100;
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int STUN_HEADER = 20;

    private final MultiThreadIoEventLoopGroup group;
    private final Bootstrap bootstrap;
    private final List<Sweep> sweeps = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();

    BareNetty(Transport transport, int loops) {
        boolean nio = transport == Transport.NIO;
        group = new MultiThreadIoEventLoopGroup(
                loops,
                new DefaultThreadFactory("bare-loop"),
                nio ? NioIoHandler.newFactory() : EpollIoHandler.newFactory());
        FixedRecvByteBufAllocator datagrams = new FixedRecvByteBufAllocator(2048);
        datagrams.maxMessagesPerRead(64);
        bootstrap = new Bootstrap()
                .group(group)
                .channelFactory(() -> open(nio))
                .option(ChannelOption.RECVBUF_ALLOCATOR, datagrams)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel channel) {
                        channel.pipeline().addLast(new Socket(channel, sweepOf(channel.eventLoop())));
                    }
                });
        group.forEach(loop -> sweeps.add(new Sweep((EventLoop) loop)));
    }

    private static DatagramChannel open(boolean nio) {
        return nio
                ? new NioDatagramChannel(SocketProtocolFamily.INET)
                : new EpollDatagramChannel(SocketProtocolFamily.INET);
    }

    @Override
    public List<Endpoint> open(int count) throws Exception {
        List<ChannelFuture> binding = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            binding.add(bootstrap.bind("127.0.0.1", 0));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (ChannelFuture bound : binding) {
            DatagramChannel channel = (DatagramChannel) bound.sync().channel();
            sockets.add(channel.pipeline().get(Socket.class));
            endpoints.add(new Endpoint(
                    channel.localAddress().getPort(), IceCredentials.of("bare", "aPasswordOfTwoDozenChars")));
        }
        return endpoints;
    }

    private Sweep sweepOf(EventLoop loop) {
        return sweeps.stream().filter(sweep -> sweep.loop == loop).findFirst().orElseThrow();
    }

    @Override
    public CompletableFuture<Void> connected() {
        return CompletableFuture.allOf(
                sockets.stream().map(socket -> socket.met).toArray(CompletableFuture[]::new));
    }

    @Override
    public long unanswered() throws Exception {
        long unanswered = 0;
        for (Socket socket : sockets) {
            unanswered +=
                    socket.channel.eventLoop().submit(() -> socket.unanswered).get(1, TimeUnit.MINUTES);
        }
        return unanswered;
    }

    @Override
    public void close() throws Exception {
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        sockets.clear();
    }

    /** The deadlines of one loop. All have the same period, so they are due in the order in which they were set. */
    private static final class Sweep implements Runnable {
        private final EventLoop loop;
        private final Queue<Socket> waiting = new ArrayDeque<>();

        Sweep(EventLoop loop) {
            this.loop = loop;
        }

        void add(Socket socket, long now) {
            socket.dueAt = now + PERIOD;
            waiting.add(socket);
            if (waiting.size() == 1) {
                set(socket, now);
            }
        }

        private void set(Socket first, long now) {
            loop.schedule(this, Math.max(GRAIN, first.dueAt - now), TimeUnit.NANOSECONDS)
                    .addListener(run -> {});
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            Socket first = waiting.peek();
            while (first != null && first.dueAt - now <= 0) {
                waiting.remove();
                first.check();
                first.dueAt = now + PERIOD;
                waiting.add(first);
                first = waiting.peek();
            }
            if (first != null) {
                set(first, now);
            }
        }
    }

    /** One socket. */
    private static final class Socket extends ChannelInboundHandlerAdapter {
        private final DatagramChannel channel;
        private final Sweep sweep;
        private final CompletableFuture<Void> met = new CompletableFuture<>();
        private @Nullable InetSocketAddress peer;
        private long dueAt;
        private long unanswered;

        Socket(DatagramChannel channel, Sweep sweep) {
            this.channel = channel;
            this.sweep = sweep;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            byte first = packet.content().getByte(0);
            if (first < 0) {
                context.write(new DatagramPacket(packet.content(), packet.sender()), channel.voidPromise());
                return;
            }
            if (first == 0) {
                answer(packet);
            } else {
                unanswered--;
            }
            packet.release();
        }

        private void answer(DatagramPacket packet) {
            ByteBuf answer = channel.alloc().directBuffer(ANSWER_BYTES);
            answer.writeInt(0x0101_0000 | ANSWER_BYTES - STUN_HEADER);
            answer.writeBytes(packet.content(), 4, STUN_HEADER - 4);
            answer.writeShort(0x8022).writeShort(ANSWER_BYTES - STUN_HEADER - 4);
            answer.writeZero(ANSWER_BYTES - STUN_HEADER - 4);
            channel.write(new DatagramPacket(answer, packet.sender()), channel.voidPromise());
            if (peer == null) {
                peer = packet.sender();
                met.complete(null);
                check();
                sweep.add(this, System.nanoTime());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        void check() {
            ByteBuf check = channel.alloc().directBuffer(CHECK_BYTES);
            check.writeInt(0x0001_0000 | CHECK_BYTES - STUN_HEADER).writeInt(0x2112A442);
            check.writeInt(0).writeLong(dueAt);
            check.writeShort(0x8022).writeShort(CHECK_BYTES - STUN_HEADER - 4);
            check.writeZero(CHECK_BYTES - STUN_HEADER - 4);
            channel.writeAndFlush(new DatagramPacket(check, peer), channel.voidPromise());
            unanswered++;
        }

        /** An ICMP error: the peer is gone. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
    }
}
