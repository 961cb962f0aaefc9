package dev.floe.session;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.PreferredDirectByteBufAllocator;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** Opens UDP sockets, and makes the event loops that they need. */
enum Sockets {
    /** Through Linux's epoll. */
    EPOLL {
        @Override
        IoHandlerFactory ioHandlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        UdpSocket create(SocketProtocolFamily family) {
            return new UdpSocket.OfEpoll(family);
        }
    },
    /** Through the JDK's selectors. */
    NIO {
        @Override
        IoHandlerFactory ioHandlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        UdpSocket create(SocketProtocolFamily family) {
            return new UdpSocket.OfNio(family);
        }
    };

    /** What travels is cut to fit a path's MTU, 1500 at most, long before it gets here. */
    static final int LARGEST_DATAGRAM = 2048;

    private static final RecvByteBufAllocator READS = new DatagramReads(LARGEST_DATAGRAM);

    /** What waits for the next flush may be a whole read batch that is forwarded. */
    private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    /**
     * Returns what does as wished.
     *
     * @throws IllegalArgumentException if epoll is wished for and does not load
     */
    static Sockets of(Transport wish) {
        return switch (wish) {
            case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
            case EPOLL -> requireEpoll();
            case NIO -> NIO;
        };
    }

    /**
     * Returns what these event loops drive.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Sockets of(IoEventLoopGroup loops) {
        if (loops.isIoType(NioIoHandler.class)) {
            return NIO;
        }
        if (Epoll.isAvailable() && loops.isIoType(EpollIoHandler.class)) {
            return EPOLL;
        }
        throw new IllegalArgumentException("eventLoopGroup: must drive NIO or epoll");
    }

    private static Sockets requireEpoll() {
        if (!Epoll.isAvailable()) {
            throw new IllegalArgumentException(
                    "transport: epoll does not load on this machine", Epoll.unavailabilityCause());
        }
        return EPOLL;
    }

    /**
     * Runs a task on the channel's loop when the system's socket is gone. A closed NIO channel keeps it until the
     * selector has been asked once more, which happens before anything that is scheduled.
     */
    static void afterClose(Channel channel, Runnable task) {
        if (channel instanceof NioUdpChannel) {
            channel.eventLoop().schedule(task, 1, TimeUnit.MILLISECONDS).addListener(run -> {});
        } else {
            task.run();
        }
    }

    abstract IoHandlerFactory ioHandlers();

    abstract UdpSocket create(SocketProtocolFamily family);

    /**
     * Opens a socket of the address's IP version that does not read by itself yet. On its loop. One version only: with both, each
     * IPv4 source would arrive as a mapped IPv6 address. What it counts its reads with is made now, beside its allocator.
     */
    UdpSocket open(InetAddress address) {
        UdpSocket socket =
                create(address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
        Channel channel = socket.channel();
        channel.config().setRecvByteBufAllocator(READS);
        channel.config().setWriteBufferWaterMark(WRITE_BUFFER);
        channel.config().setAllocator(newAllocator());
        channel.config().setAutoRead(false);
        channel.unsafe().recvBufAllocHandle();
        return socket;
    }

    /**
     * Returns what takes pooled buffers: they keep their NIO views, which Netty's adaptive allocator makes anew for each.
     * For each datagram epoll's reads store a reference to it. G1 looks after such writes between regions of the heap: with
     * one shared by ten thousand sockets that took a tenth of the CPU. One made with its socket mostly stays in its region.
     */
    private static ByteBufAllocator newAllocator() {
        PreferredDirectByteBufAllocator allocator = new PreferredDirectByteBufAllocator();
        allocator.updateAllocator(PooledByteBufAllocator.DEFAULT);
        return allocator;
    }
}
