package dev.floe.session.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What is under load: sockets of this process that answer checks and send their own. */
interface Subject extends AutoCloseable {
    /** Opens that many, each with a socket of its own, and returns where they are. */
    List<Endpoint> open(int count) throws Exception;

    /** Completes when each has a peer. */
    CompletableFuture<Void> connected();

    /** Returns how many checks of its own were sent and not answered so far. */
    long unanswered() throws Exception;

    @Override
    void close() throws Exception;
}
