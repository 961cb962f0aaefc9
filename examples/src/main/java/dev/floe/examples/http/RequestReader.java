package dev.floe.examples.http;

import static dev.floe.examples.http.Futures.forget;
import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.EXPECTATION_FAILED;
import static io.netty.handler.codec.http.HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link Request} out of its parts, or a {@link Rejection}. A body that is too long is read and discarded for
 * a while: most senders look for an answer only when they are through.
 */
final class RequestReader extends SimpleChannelInboundHandler<HttpObject> {
    private final Limits limits;
    private @Nullable HttpRequest head;
    private @Nullable Body body;
    private boolean discarding;
    private boolean rejected;

    RequestReader(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (rejected) {
            return;
        }
        if (part.decoderResult().isFailure()) {
            reject(ctx, malformed(part.decoderResult().cause()));
            return;
        }
        if (part instanceof HttpRequest start) {
            begin(ctx, start);
        }
        if (part instanceof HttpContent content && !rejected) {
            append(ctx, content);
        }
        if (head != null && !rejected) {
            ctx.read();
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest start) {
        head = start;
        body = new Body(limits.bodyBytes());
        if (start.protocolVersion().majorVersion() != 1) {
            reject(ctx, Problem.of(HTTP_VERSION_NOT_SUPPORTED, "only HTTP/1.1 is spoken here"));
        } else if (start.headers().contains(HttpHeaderNames.EXPECT)) {
            expect(ctx, start);
        }
    }

    private void expect(ChannelHandlerContext ctx, HttpRequest start) {
        if (!HttpUtil.is100ContinueExpected(start)) {
            reject(ctx, Problem.of(EXPECTATION_FAILED, "only 100-continue can be expected", "Expect"));
        } else if (HttpUtil.getContentLength(start, 0L) > limits.bodyBytes()) {
            reject(ctx, tooLarge());
        } else {
            forget(ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE)));
        }
    }

    private void append(ChannelHandlerContext ctx, HttpContent content) {
        ByteBuf bytes = content.content();
        if (body == null || head == null) {
            return;
        }
        body.append(bytes);
        if (body.overflown() && !discarding) {
            discard(ctx);
        }
        boolean last = content instanceof LastHttpContent;
        if (discarding && (last || body.length() > limits.discardBytes())) {
            reject(ctx, tooLarge());
        } else if (last) {
            Request request = new Request(head, body.bytes());
            head = null;
            body = null;
            ctx.fireChannelRead(request);
        }
    }

    private void discard(ChannelHandlerContext ctx) {
        discarding = true;
        Runnable giveUp = () -> reject(ctx, tooLarge());
        forget(ctx.executor().schedule(giveUp, limits.discardTime().toMillis(), TimeUnit.MILLISECONDS));
    }

    private void reject(ChannelHandlerContext ctx, Response response) {
        if (!rejected) {
            rejected = true;
            body = null;
            ctx.fireChannelRead(new Rejection(response));
        }
    }

    private Response tooLarge() {
        return Problem.of(
                REQUEST_ENTITY_TOO_LARGE,
                "the body must have at most " + limits.bodyBytes() + " bytes",
                "Content-Length");
    }

    private Response malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(
                    REQUEST_URI_TOO_LONG, "the request line must have at most " + limits.lineBytes() + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(
                    REQUEST_HEADER_FIELDS_TOO_LARGE, "the header must have at most " + limits.headerBytes() + " bytes");
        }
        return Problem.of(BAD_REQUEST, "this is not HTTP/1.1 (RFC 9112)");
    }
}
