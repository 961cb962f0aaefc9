package dev.floe.examples.http;

import static dev.floe.examples.http.Futures.forget;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_TIMEOUT;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a connection's requests to the handler, one at a time, and writes what it answers. */
final class RequestDispatcher extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

    private final Handler handler;
    private final RequestClock clock;
    private boolean working;
    private boolean closing;

    RequestDispatcher(Handler handler, RequestClock clock) {
        this.handler = handler;
        this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closing) {
            return;
        }
        clock.stop();
        working = true;
        if (message instanceof Rejection rejection) {
            refuse(ctx, rejection.response());
        } else {
            Request request = (Request) message;
            answer(request).whenCompleteAsync((reply, fault) -> write(ctx, request, reply, fault), ctx.executor());
        }
    }

    /** A read that brought no whole request is over: another one is due, unless there is work. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!working) {
            ctx.read();
        }
    }

    private CompletionStage<? extends Reply> answer(Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedStage(fault);
        }
    }

    private void write(ChannelHandlerContext ctx, Request request, @Nullable Reply reply, @Nullable Throwable fault) {
        working = false;
        if (reply instanceof EventReply events && request.method().equals("GET")) {
            closing = true;
            ReplyWriter.writeHead(ctx);
            events.onOpen().accept(new EventListener(ctx.channel()));
            ctx.read();
            return;
        }
        Response response = reply instanceof EventReply ? ReplyWriter.eventHead() : whole(reply, fault);
        ReplyWriter.write(ctx, response, request.keepAlive());
        clock.awaitRequest(ctx);
        ctx.read();
    }

    private static Response whole(@Nullable Reply reply, @Nullable Throwable fault) {
        if (reply instanceof Response response) {
            return response;
        }
        LOG.error("A request could not be answered", fault);
        return Problem.of(INTERNAL_SERVER_ERROR, "this is the server's fault; its log says more");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == RequestClock.LATE && !closing) {
            clock.stop();
            refuse(ctx, Problem.of(REQUEST_TIMEOUT, "the request took too long to arrive"));
        }
    }

    private void refuse(ChannelHandlerContext ctx, Response response) {
        working = true;
        closing = true;
        ReplyWriter.writeLast(ctx, response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("A connection failed", cause);
        forget(ctx.close());
    }
}
