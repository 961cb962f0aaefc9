package dev.floe.examples.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.MISDIRECTED_REQUEST;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Lets requests pass that name this server in {@code Host}. A page of another origin whose name was made to point here
 * (DNS rebinding) names its own.
 */
public final class HostGuard implements Handler {
    private final Set<String> names;
    private final Handler next;

    /**
     * Makes a guard.
     *
     * @param names host names and addresses, without port; IPv6 addresses with or without brackets
     * @param next where requests go that pass
     */
    public HostGuard(Set<String> names, Handler next) {
        this.names = names.stream().map(HostGuard::normal).collect(Collectors.toUnmodifiableSet());
        this.next = next;
    }

    @Override
    public CompletionStage<? extends Reply> handle(Request request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            return CompletableFuture.completedStage(
                    Problem.of(BAD_REQUEST, "there must be one Host (RFC 9112 section 3.2)", "Host"));
        }
        if (!isOurs(hosts.get(0)) || !request.authority().map(this::isOurs).orElse(true)) {
            return CompletableFuture.completedStage(
                    Problem.of(MISDIRECTED_REQUEST, "this server does not go by that name", "Host"));
        }
        return next.handle(request);
    }

    private boolean isOurs(String host) {
        return names.contains(normal(withoutPort(host)));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']')
                && host.substring(colon + 1).chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return port ? host.substring(0, colon) : host;
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf(':') < 0 || lower.startsWith("[") ? lower : "[" + lower + "]";
    }
}
