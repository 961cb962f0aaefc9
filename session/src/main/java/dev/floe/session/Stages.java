package dev.floe.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands out stages. */
final class Stages {
    private Stages() {}

    /**
     * Returns a stage that does what {@code source} does, on the same thread, and whose completion by others does not
     * touch it. Unlike the JDK's own copies, it fails with the very exception, not with a {@code CompletionException}
     * around it.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The copy is what is returned.
    static <T> CompletionStage<T> copy(CompletableFuture<T> source) {
        CompletableFuture<T> copy = new CompletableFuture<>();
        source.whenComplete((result, failure) -> {
            if (failure == null) {
                copy.complete(result);
            } else {
                copy.completeExceptionally(failure);
            }
        });
        return copy;
    }
}
