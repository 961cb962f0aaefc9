package dev.floe.examples.monitor;

import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import dev.floe.examples.http.EventListener;
import dev.floe.examples.http.EventReply;
import dev.floe.examples.http.Handler;
import dev.floe.examples.http.Json;
import dev.floe.examples.http.Problem;
import dev.floe.examples.http.Reply;
import dev.floe.examples.http.Request;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners once a second what all sessions are doing. Lives on the HTTP service's thread; ticks only while
 * somebody listens, and writes the JSON once for all.
 */
final class EventStream implements Handler {
    private static final int MAX_LISTENERS = 32;
    private static final String RETRY_SECONDS = "5";

    private final Snapshots snapshots;
    private final ScheduledExecutorService executor;
    private final Set<EventListener> listeners = new LinkedHashSet<>();
    private int admitted;
    private @Nullable Future<?> ticks;

    EventStream(Snapshots snapshots, ScheduledExecutorService executor) {
        this.snapshots = snapshots;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Reply> handle(Request request) {
        if (request.method().equals("HEAD")) {
            return CompletableFuture.completedStage(new EventReply(never -> {}));
        }
        if (admitted == MAX_LISTENERS) {
            return CompletableFuture.completedStage(
                    Problem.of(SERVICE_UNAVAILABLE, "there are " + MAX_LISTENERS + " listeners already")
                            .header(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS));
        }
        admitted++;
        return CompletableFuture.completedStage(new EventReply(this::open));
    }

    private void open(EventListener listener) {
        listeners.add(listener);
        listener.onGone(() -> executor.execute(() -> leave(listener)));
        tell(List.of(listener));
        if (ticks == null) {
            ticks = executor.scheduleAtFixedRate(() -> tell(listeners), 1, 1, TimeUnit.SECONDS);
        }
    }

    private void leave(EventListener listener) {
        listeners.remove(listener);
        admitted--;
        if (listeners.isEmpty() && ticks != null) {
            ticks.cancel(false);
            ticks = null;
        }
    }

    private void tell(Collection<EventListener> audience) {
        snapshots
                .all()
                .thenAcceptAsync(
                        sessions -> {
                            String data = Json.write(sessions);
                            audience.forEach(listener -> listener.send(data));
                        },
                        executor);
    }
}
