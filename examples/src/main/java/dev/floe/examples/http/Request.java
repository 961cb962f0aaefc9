package dev.floe.examples.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One whole request. Immutable, as long as nobody changes the headers. */
public final class Request {
    private static final String SCHEME = "http://";

    private final String method;
    private final String target;
    private final HttpHeaders headers;
    private final ByteBuffer body;
    private final boolean keepAlive;

    Request(HttpRequest head, byte[] body) {
        this.method = head.method().name();
        this.target = head.uri();
        this.headers = head.headers();
        this.body = ByteBuffer.wrap(body).asReadOnlyBuffer();
        this.keepAlive = head.protocolVersion().equals(HttpVersion.HTTP_1_1) && HttpUtil.isKeepAlive(head);
    }

    /** Returns the method, as in {@code "GET"}. */
    public String method() {
        return method;
    }

    /** Returns whether the connection may carry another request after this one. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** Returns whether this is GET, or HEAD, which is answered as GET without the body. */
    public boolean isGet() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /**
     * Returns the path, as in {@code "/sessions"}: without query, and not percent-decoded, which no path here needs.
     */
    public String path() {
        String origin = isAbsolute() ? afterScheme().substring(authorityLength()) : target;
        int query = origin.indexOf('?');
        String path = query < 0 ? origin : origin.substring(0, query);
        return path.isEmpty() ? "/" : path;
    }

    /**
     * Returns the authority of an absolute-form target (RFC 9112 section 3.2.2), which proxies send; empty otherwise.
     */
    public Optional<String> authority() {
        return isAbsolute() ? Optional.of(afterScheme().substring(0, authorityLength())) : Optional.empty();
    }

    private boolean isAbsolute() {
        return target.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private String afterScheme() {
        return target.substring(SCHEME.length());
    }

    private int authorityLength() {
        String rest = afterScheme();
        int end = 0;
        while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Returns the last segment of the path. */
    public String lastSegment() {
        String path = path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the header fields. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Returns the value of a header field that may stand there once; empty if it is absent. */
    public Optional<String> header(CharSequence name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns whether the body is of this media type, whatever its parameters. */
    public boolean hasMediaType(String type) {
        String value = header("content-type").orElse("");
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().equalsIgnoreCase(type);
    }

    /** Returns the body: a read-only view of its own. */
    public ByteBuffer body() {
        return body.duplicate();
    }
}
