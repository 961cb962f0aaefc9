package dev.floe.session;

import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A UDP socket as a channel of Netty's, and the system's socket under it: what leaves alone needs none of what Netty
 * does for what leaves together, which costs more than all that a session does for a check. On its loop.
 */
abstract class UdpSocket {
    private final DatagramChannel channel;

    UdpSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    final DatagramChannel channel() {
        return channel;
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
        boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            // The system may have given a closed one's number to another.
            return socket.isOpen()
                    && socket.sendTo(datagram, datagram.position(), datagram.limit(), to.getAddress(), to.getPort())
                            > 0;
        }
    }

    /** The JDK's. */
    static final class OfNio extends UdpSocket {
        private final java.nio.channels.DatagramChannel socket;

        OfNio(SocketProtocolFamily family) {
            this(open(family));
        }

        private OfNio(java.nio.channels.DatagramChannel socket) {
            super(new NioDatagramChannel(socket));
            this.socket = socket;
        }

        private static java.nio.channels.DatagramChannel open(SocketProtocolFamily family) {
            try {
                return java.nio.channels.DatagramChannel.open(family.toJdkFamily());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            return socket.isOpen() && socket.send(datagram, to) > 0;
        }
    }
}
