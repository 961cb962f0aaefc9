package dev.floe.examples.monitor;

import dev.floe.examples.whip.SessionRegistry;
import dev.floe.examples.whip.WhipSession;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Asks sessions how they are. Each answers on its own thread; the answers come together on one. */
final class Snapshots {
    private final SessionRegistry registry;
    private final Executor executor;

    Snapshots(SessionRegistry registry, Executor executor) {
        this.registry = registry;
        this.executor = executor;
    }

    CompletionStage<List<SessionJson>> all() {
        List<CompletableFuture<SessionJson>> parts = registry.all().stream()
                .map(session -> one(session).toCompletableFuture())
                .collect(Collectors.toUnmodifiableList());
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        done -> parts.stream().map(CompletableFuture::join).collect(Collectors.toUnmodifiableList()),
                        executor);
    }

    CompletionStage<SessionDetail> detail(WhipSession session) {
        return one(session)
                .thenCombineAsync(
                        session.peer().recording(),
                        (figures, recording) -> SessionDetail.of(figures, recording),
                        executor);
    }

    private CompletionStage<SessionJson> one(WhipSession session) {
        return session.peer().stats().thenApplyAsync(stats -> SessionJson.of(session, stats), executor);
    }
}
