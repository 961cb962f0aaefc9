package dev.floe.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Carries what happens to a session's socket to the session. Nothing is passed on along the pipeline, exceptions least
 * of all.
 */
final class SessionIntake extends ChannelInboundHandlerAdapter {
    private final SocketListener listener;

    SessionIntake(SocketListener listener) {
        this.listener = listener;
    }

    /** On epoll; lends a view of Netty's buffer, so that no byte is copied. {@link NioUdpChannel} hands over by itself. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            listener.onDatagram(packet.sender(), view(packet.content()).order(ByteOrder.BIG_ENDIAN));
        } finally {
            packet.release();
        }
    }

    /** Epoll hands over slices, which make a new view each time that they are asked; what they are cut from keeps its own. */
    private static ByteBuffer view(ByteBuf content) {
        ByteBuf whole = content.unwrap();
        if (whole == null || !content.hasMemoryAddress()) {
            return content.internalNioBuffer(content.readerIndex(), content.readableBytes());
        }
        int cutAt = (int) (content.memoryAddress() - whole.memoryAddress());
        return whole.internalNioBuffer(cutAt + content.readerIndex(), content.readableBytes());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        listener.onBatchRead();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        listener.onWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.onSocketClosed();
    }

    /** Failed reads only: writes report theirs to {@link LostWrites}. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        listener.onReadFailure(cause);
    }
}
