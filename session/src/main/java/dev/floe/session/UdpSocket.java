package dev.floe.session;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * A UDP socket as a channel of Netty's, and the system's socket under it: what leaves alone needs none of what Netty
 * does for what leaves together, which costs more than all that a session does for a check. On its loop.
 */
abstract class UdpSocket {
    private final Channel channel;

    UdpSocket(Channel channel) {
        this.channel = channel;
    }

    final Channel channel() {
        return channel;
    }

    /** Returns what it is bound to; it must be. */
    final InetSocketAddress localAddress() {
        return (InetSocketAddress) channel.localAddress();
    }

    /**
     * Sets the size of the system's buffer of what is not read yet.
     *
     * @param bytes above 0
     * @throws IOException if the system refuses
     */
    abstract void setReceiveBuffer(int bytes) throws IOException;

    /**
     * Begins to read.
     *
     * @param buffer direct, shared by the sockets of a loop; used on NIO only
     * @param listener told of what is read, and of all else that happens to the socket
     */
    void readInto(ByteBuffer buffer, SocketListener listener) {
        channel.pipeline().addLast(new SessionIntake(listener));
        channel.config().setAutoRead(true);
    }

    /**
     * Sends a datagram past what the channel has queued.
     *
     * @param datagram a direct buffer, from position to limit
     * @return false if the system's buffer is full, or the socket is closed
     * @throws IOException if the system refuses this one
     */
    abstract boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) throws IOException;

    /** Linux's, through Netty's native library. */
    static final class OfEpoll extends UdpSocket {
        private final Socket socket;

        OfEpoll(SocketProtocolFamily family) {
            this(new EpollDatagramChannel(family));
        }

        private OfEpoll(EpollDatagramChannel channel) {
            super(channel);
            this.socket = (Socket) channel.fd();
        }

        @Override
        void setReceiveBuffer(int bytes) throws IOException {
            socket.setReceiveBufferSize(bytes);
        }

        @Override
        boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            // The system may have given a closed one's number to another.
            return socket.isOpen()
                    && socket.sendTo(datagram, datagram.position(), datagram.limit(), to.getAddress(), to.getPort())
                            > 0;
        }
    }

    /** The JDK's. */
    static final class OfNio extends UdpSocket {
        private final DatagramChannel socket;
        private final NioUdpChannel channel;

        OfNio(SocketProtocolFamily family) {
            this(open(family));
        }

        private OfNio(DatagramChannel socket) {
            this(socket, new NioUdpChannel(socket));
        }

        private OfNio(DatagramChannel socket, NioUdpChannel channel) {
            super(channel);
            this.socket = socket;
            this.channel = channel;
        }

        private static DatagramChannel open(SocketProtocolFamily family) {
            try {
                return DatagramChannel.open(family.toJdkFamily());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        void setReceiveBuffer(int bytes) throws IOException {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, bytes);
        }

        @Override
        void readInto(ByteBuffer buffer, SocketListener listener) {
            channel.readInto(buffer, listener);
            super.readInto(buffer, listener);
        }

        @Override
        boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            return socket.isOpen() && socket.send(datagram, to) > 0;
        }
    }
}
