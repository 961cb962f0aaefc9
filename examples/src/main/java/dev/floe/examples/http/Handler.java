package dev.floe.examples.http;

import java.util.concurrent.CompletionStage;

/** Answers requests. Called on a connection's thread: must not block. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one request.
     *
     * @return the reply, from any thread; a stage that fails, like an exception, becomes a 500 without details
     */
    CompletionStage<? extends Reply> handle(Request request);
}
