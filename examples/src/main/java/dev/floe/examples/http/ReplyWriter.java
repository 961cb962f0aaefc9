package dev.floe.examples.http;

import static dev.floe.examples.http.Futures.forget;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_SECURITY_POLICY;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.DATE;
import static io.netty.handler.codec.http.HttpHeaderValues.CLOSE;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Writes replies, each with the header fields that keep a browser from doing more with it than it is meant for. */
final class ReplyWriter {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final String NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";
    private static final String EVENTS = "text/event-stream";
    private static final int LINGER_SECONDS = 1;

    private ReplyWriter() {}

    /** Returns the head of a stream of server-sent events as a response of its own, for HEAD. */
    static Response eventHead() {
        return Response.of(HttpResponseStatus.OK).header(CONTENT_TYPE, EVENTS);
    }

    static void write(ChannelHandlerContext ctx, Response response, boolean keepAlive) {
        FullHttpResponse full = full(response);
        if (keepAlive) {
            forget(ctx.writeAndFlush(full));
        } else {
            full.headers().set(CONNECTION, CLOSE);
            ctx.writeAndFlush(full).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /**
     * Answers a request that was not read to its end. Its connection is shut down for writing at once and closed a
     * little later: a reset on top of unread bytes would wipe out the answer before the peer has read it.
     */
    static void writeLast(ChannelHandlerContext ctx, Response response) {
        FullHttpResponse full = full(response);
        full.headers().set(CONNECTION, CLOSE);
        ctx.writeAndFlush(full).addListener(written -> {
            forget(((DuplexChannel) ctx.channel()).shutdownOutput());
            forget(ctx.executor().schedule(() -> forget(ctx.close()), LINGER_SECONDS, TimeUnit.SECONDS));
        });
    }

    /** Opens a stream of server-sent events. */
    static void writeHead(ChannelHandlerContext ctx) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(eventHead().headers());
        protect(head.headers());
        HttpUtil.setTransferEncodingChunked(head, true);
        forget(ctx.writeAndFlush(head));
    }

    private static FullHttpResponse full(Response response) {
        FullHttpResponse full = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, response.status(), Unpooled.wrappedBuffer(response.bytes()));
        full.headers().set(response.headers());
        if (hasLength(response)) {
            full.headers().set(CONTENT_LENGTH, response.bytes().length);
        }
        protect(full.headers());
        return full;
    }

    /** An empty response has none, and of a stream nobody knows it. */
    private static boolean hasLength(Response response) {
        return !response.status().equals(HttpResponseStatus.NO_CONTENT)
                && !EVENTS.equals(response.headers().get(CONTENT_TYPE));
    }

    private static void protect(HttpHeaders headers) {
        setIfAbsent(headers, CONTENT_SECURITY_POLICY, NOTHING_ALLOWED);
        setIfAbsent(headers, CACHE_CONTROL, "no-store");
        headers.set(DATE, HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("cross-origin-opener-policy", "same-origin");
    }

    private static void setIfAbsent(HttpHeaders headers, CharSequence name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
