package dev.floe.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;

/**
 * Carries what happens to a session's socket to the session. Nothing is passed on along the pipeline, exceptions least
 * of all.
 */
final class SessionIntake extends ChannelInboundHandlerAdapter {
    private final LoopSession session;

    SessionIntake(LoopSession session) {
        this.session = session;
    }

    /** Lends a view of Netty's buffer; no byte is copied. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof DatagramPacket packet) {
                ByteBuf content = packet.content();
                session.onDatagram(
                        packet.sender(), content.internalNioBuffer(content.readerIndex(), content.readableBytes()));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        session.onBatchRead();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        session.onWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        session.onSocketClosed();
    }

    /** Failed reads only: writes report theirs to {@link LostWrites}. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        session.onReadFailure(cause);
    }
}
