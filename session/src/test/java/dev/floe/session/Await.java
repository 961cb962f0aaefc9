package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for stages, not for ever. */
final class Await {
    private Await() {}

    /** Returns what the stage completes with. */
    static <T> T result(CompletionStage<T> stage) throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(ScriptedPeer.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Closes a socket, and returns when the system has none any more. */
    static void closed(UdpSocket socket) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Channel channel = socket.channel();
        channel.close().addListener(closed -> Sockets.afterClose(channel, () -> gone.complete(null)));
        result(gone);
    }

    /** Fails unless the message begins so. */
    static void assertMessageBegins(String beginning, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith(beginning), message);
    }

    /** Returns what the stage fails with. */
    static Throwable failure(CompletionStage<?> stage) {
        return Objects.requireNonNull(
                assertThrows(ExecutionException.class, () -> result(stage)).getCause());
    }
}
