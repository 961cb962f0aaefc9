package dev.floe.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.nio.AbstractNioMessageChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket of the JDK's as a channel of Netty's that hands each datagram over as it is read, out of one buffer.
 * Netty's own takes a pooled buffer, an envelope and an entry in a list for each. Once it reads, it does until it is
 * closed. On its loop.
 */
final class NioUdpChannel extends AbstractNioMessageChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final DatagramChannel socket;
    private @Nullable ByteBuffer buffer;
    private @Nullable SocketListener listener;
    private boolean bound;

    /**
     * Makes a channel that has nobody to read for yet.
     *
     * @param socket open
     */
    NioUdpChannel(DatagramChannel socket) {
        super(null, socket, SelectionKey.OP_READ);
        this.socket = socket;
    }

    /**
     * Sets where what comes is read to, and who is handed it.
     *
     * @param shared direct, the same for all sockets of a loop
     * @param reader told of each datagram within the read
     */
    void readInto(ByteBuffer shared, SocketListener reader) {
        buffer = shared;
        listener = reader;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isActive() {
        return bound && isOpen();
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        try {
            return socket.getLocalAddress();
        } catch (IOException closed) {
            return null;
        }
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    protected void doBind(SocketAddress address) throws IOException {
        socket.bind(address);
        bound = true;
    }

    /** Returns how many were read: one or none. Who was handed the one before may have closed the socket. */
    @Override
    protected int doReadMessages(List<Object> unused) throws IOException {
        if (buffer == null || listener == null || !isOpen()) {
            return 0;
        }
        InetSocketAddress source =
                (InetSocketAddress) socket.receive(buffer.clear().order(ByteOrder.BIG_ENDIAN));
        if (source == null) {
            return 0;
        }
        listener.onDatagram(source, buffer.flip());
        return 1;
    }

    /** Returns whether that is done. An empty one is left out: sent, it would look like one that found the buffer full. */
    @Override
    protected boolean doWriteMessage(Object message, ChannelOutboundBuffer queue) throws IOException {
        DatagramPacket packet = (DatagramPacket) message;
        ByteBuf content = packet.content();
        return !content.isReadable() || socket.send(view(content), packet.recipient()) > 0;
    }

    private static ByteBuffer view(ByteBuf content) {
        return content.internalNioBuffer(content.readerIndex(), content.readableBytes());
    }

    @Override
    protected boolean closeOnReadError(Throwable cause) {
        return !SocketFailures.isUnreachable(cause) && super.closeOnReadError(cause);
    }

    /** One that the system refuses is lost, and the next is tried. */
    @Override
    protected boolean continueOnWriteError() {
        return true;
    }

    @Override
    protected void doClose() throws Exception {
        super.doClose();
        socket.close();
    }

    @Override
    protected void doDisconnect() {
        throw new UnsupportedOperationException("connect");
    }

    @Override
    protected boolean doConnect(SocketAddress remote, SocketAddress local) {
        throw new UnsupportedOperationException("connect");
    }

    @Override
    protected void doFinishConnect() {
        throw new UnsupportedOperationException("connect");
    }
}
